/** The same as the embedded example, as beans of a Spring Boot application. */
@NullMarked
package dev.syncline.examples.boot;

import org.jspecify.annotations.NullMarked;

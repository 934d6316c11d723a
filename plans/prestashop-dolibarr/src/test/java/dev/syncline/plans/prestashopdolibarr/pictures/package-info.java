@NullMarked
package dev.syncline.plans.prestashopdolibarr.pictures;

import org.jspecify.annotations.NullMarked;

/** Reading, finding, following and writing Dolibarr's objects. */
@NullMarked
package dev.syncline.dolibarr.port;

import org.jspecify.annotations.NullMarked;

/** Reading, finding, watching and scripting the writes of one entity type each. */
@NullMarked
package dev.syncline.bitrix24.port;

import org.jspecify.annotations.NullMarked;

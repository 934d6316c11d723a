/** What the settings of all plans have in common. */
@NullMarked
package dev.syncline.plans.settings;

import org.jspecify.annotations.NullMarked;

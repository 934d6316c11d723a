/** Dolibarr ERP/CRM, REST API. */
@NullMarked
package dev.syncline.dolibarr;

import org.jspecify.annotations.NullMarked;

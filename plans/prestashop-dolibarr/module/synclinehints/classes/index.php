<?php
/**
 * Copyright 2026 The Syncline authors
 *
 * NOTICE OF LICENSE
 *
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file
 * except in compliance with the License. You may obtain a copy of the License in the file LICENSE
 * or at https://www.apache.org/licenses/LICENSE-2.0
 *
 * @author    The Syncline authors
 * @copyright 2026 The Syncline authors
 * @license   https://www.apache.org/licenses/LICENSE-2.0 Apache License, Version 2.0
 */
header('Expires: Mon, 26 Jul 1997 05:00:00 GMT');
header('Last-Modified: ' . gmdate('D, d M Y H:i:s') . ' GMT');
header('Cache-Control: no-store, no-cache, must-revalidate');
header('Cache-Control: post-check=0, pre-check=0', false);
header('Pragma: no-cache');
header('Location: ../');
exit;

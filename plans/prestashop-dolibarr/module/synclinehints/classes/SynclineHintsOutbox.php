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
if (!defined('_PS_VERSION_')) {
    exit;
}

/**
 * Gathers the hints of one request, each once, and posts them together when it ends.
 *
 * They are kept in memory only. A queue in a table would cost the shop a write per change and need
 * somebody to empty it; what is lost here the host finds by its own look.
 */
class SynclineHintsOutbox
{
    /** More than these in one request are left to the host's own look. */
    const MOST = 500;

    /** Seconds without a post after a host did not take one: a dead host costs one time-out each. */
    const PAUSE = 60;

    private static $hints = array();
    private static $letter = null;
    private static $asked = false;

    public static function note($object, $action)
    {
        $hint = SynclineHintsEvents::of($object, $action);
        if ($hint === null || !self::isOpen()) {
            return;
        }
        $shop = isset($hint['shop']) ? $hint['shop'] : '';
        $key = $hint['entity'] . ' ' . $hint['id'] . ' ' . $shop;
        if (isset(self::$hints[$key])) {
            self::$hints[$key]['action'] = self::joined(self::$hints[$key]['action'], $hint['action']);
        } elseif (count(self::$hints) < self::MOST) {
            self::$hints[$key] = $hint;
        }
    }

    /**
     * What was added and then updated was added. What was deleted stays so: a product's pictures go
     * after the product.
     */
    private static function joined($first, $last)
    {
        if ($last === SynclineHintsEvents::UPDATED || $first === SynclineHintsEvents::DELETED) {
            return $first;
        }

        return $last;
    }

    private static function isOpen()
    {
        if (!self::$asked) {
            self::$asked = true;
            self::$letter = self::isPaused() ? null : SynclineHintsLetter::configured();
            if (self::$letter !== null) {
                register_shutdown_function(array('SynclineHintsOutbox', 'send'));
            }
        }

        return self::$letter !== null;
    }

    /** At the end of the request, also of one that ended by exit or an error. */
    public static function send()
    {
        try {
            $hints = array_values(self::$hints);
            self::$hints = array();
            if ($hints && self::$letter !== null) {
                self::heard(self::$letter->post($hints, SynclineHintsLetter::SHORT));
            }
        } catch (Exception $ignored) {
            return;
        } catch (Throwable $ignored) {
            return;
        }
    }

    /** Only the first of a row of failures is logged. */
    private static function heard($answer)
    {
        if ($answer['status'] >= 200 && $answer['status'] < 300) {
            self::resume();

            return;
        }
        $known = file_exists(self::marker());
        if (is_writable(dirname(self::marker()))) {
            touch(self::marker());
        }
        if (!$known) {
            $why = $answer['status'] > 0
                ? 'answered ' . (int) $answer['status']
                : 'did not answer (error ' . (int) $answer['error'] . ' of curl)';
            PrestaShopLogger::addLog('Syncline hints: the host ' . $why . '; it is tried once a minute', 2);
        }
    }

    private static function isPaused()
    {
        $marker = self::marker();

        return file_exists($marker) && time() - filemtime($marker) < self::PAUSE;
    }

    /** Forgets a failure: the host answered, or somebody has changed the settings. */
    public static function resume()
    {
        $marker = self::marker();
        if (file_exists($marker) && is_writable($marker)) {
            unlink($marker);
        }
    }

    private static function marker()
    {
        return _PS_CACHE_DIR_ . 'synclinehints.pause';
    }
}

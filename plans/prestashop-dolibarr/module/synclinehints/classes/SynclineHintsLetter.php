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
 * One message to the host: a line with the second it leaves and its number, then a line for each
 * hint, signed as a whole.
 */
class SynclineHintsLetter
{
    const SIGNATURE = 'X-Syncline-Signature';

    /** Milliseconds in all, half of them to connect: at the end of a request somebody may wait. */
    const SHORT = 1000;

    /** The same for the test, where somebody wants to know. */
    const PATIENT = 8000;

    private $url;
    private $secret;

    public function __construct($url, $secret)
    {
        $this->url = $url;
        $this->secret = $secret;
    }

    /**
     * @return SynclineHintsLetter|null null if the settings are not complete
     */
    public static function configured()
    {
        $url = (string) Configuration::getGlobalValue(SynclineHints::URL);
        $secret = (string) Configuration::getGlobalValue(SynclineHints::SECRET);
        if (!self::isSafe($url) || !self::isSecret($secret) || !function_exists('curl_init')) {
            return null;
        }

        return new self($url, $secret);
    }

    public static function isSafe($url)
    {
        $parts = filter_var($url, FILTER_VALIDATE_URL) ? parse_url($url) : false;
        if (!$parts || empty($parts['host']) || isset($parts['user'])) {
            return false;
        }
        $scheme = strtolower($parts['scheme']);

        return $scheme === 'https'
            || ($scheme === 'http' && in_array($parts['host'], array('127.0.0.1', 'localhost', '[::1]'), true));
    }

    public static function isSecret($text)
    {
        return (bool) preg_match('/^[!#-&(-;=?-~]{16,128}$/D', $text);
    }

    /**
     * @param array $hints the pairs of each hint; none is a test
     * @param int $patience milliseconds
     *
     * @return array status (0: no answer) and the number of curl's error
     */
    public function post(array $hints, $patience)
    {
        $body = self::body($hints);
        $handle = curl_init($this->url);
        curl_setopt_array($handle, $this->options($body, $patience));
        $taken = curl_exec($handle) !== false;
        $status = (int) curl_getinfo($handle, CURLINFO_HTTP_CODE);
        $error = (int) curl_errno($handle);
        if (PHP_VERSION_ID < 80000) {
            curl_close($handle);
        }

        return array('status' => $taken ? $status : 0, 'error' => $error);
    }

    private function options($body, $patience)
    {
        return array(
            CURLOPT_POST => true,
            CURLOPT_POSTFIELDS => $body,
            CURLOPT_HTTPHEADER => array(
                'Content-Type: text/plain; charset=utf-8',
                self::SIGNATURE . ': sha256=' . hash_hmac('sha256', $body, $this->secret),
                'Expect:',
            ),
            CURLOPT_USERAGENT => 'SynclineHints/1.0.0',
            CURLOPT_WRITEFUNCTION => array('SynclineHintsLetter', 'discarded'),
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
            CURLOPT_SSL_VERIFYPEER => true,
            CURLOPT_SSL_VERIFYHOST => 2,
            CURLOPT_NOSIGNAL => true,
            CURLOPT_CONNECTTIMEOUT_MS => (int) ($patience / 2),
            CURLOPT_TIMEOUT_MS => (int) $patience,
        );
    }

    /** What the host answers is of no use, however long it is. */
    public static function discarded($handle, $piece)
    {
        return strlen($piece);
    }

    private static function body(array $hints)
    {
        $lines = array('sent=' . time() . '&sequence=' . self::sequence());
        foreach ($hints as $hint) {
            $pairs = array();
            foreach ($hint as $name => $value) {
                $pairs[] = $name . '=' . $value;
            }
            $lines[] = implode('&', $pairs);
        }

        return implode("\n", $lines) . "\n";
    }

    /** Microseconds since 1970: it grows and tells twins apart, and costs the database nothing. */
    private static function sequence()
    {
        list($fraction, $second) = explode(' ', microtime());

        return $second . substr($fraction, 2, 6);
    }
}

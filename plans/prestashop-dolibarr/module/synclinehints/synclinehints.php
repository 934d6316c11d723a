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

require_once dirname(__FILE__) . '/classes/SynclineHintsEvents.php';
require_once dirname(__FILE__) . '/classes/SynclineHintsLetter.php';
require_once dirname(__FILE__) . '/classes/SynclineHintsOutbox.php';

/**
 * Tells a host that runs Syncline what has changed in the shop: keys only, signed, at the end of
 * the request that changed it. A hint that is lost is no loss: the host looks by itself as well.
 */
class SynclineHints extends Module
{
    const URL = 'SYNCLINEHINTS_URL';
    const SECRET = 'SYNCLINEHINTS_SECRET';

    private static $hooks = array(
        'actionObjectAddAfter',
        'actionObjectUpdateAfter',
        'actionObjectDeleteAfter',
    );

    public function __construct()
    {
        $this->name = 'synclinehints';
        $this->tab = 'administration';
        $this->version = '1.0.0';
        $this->author = 'The Syncline authors';
        $this->need_instance = 0;
        $this->bootstrap = true;
        $this->ps_versions_compliancy = array('min' => '1.6.0.0', 'max' => '9.99.99');

        parent::__construct();

        $this->displayName = $this->l('Syncline hints');
        $this->description = $this->l('Tells Syncline at once what has changed in the shop. Sends keys only, no personal data.');
        $this->confirmUninstall = $this->l('Address and secret will be forgotten. Uninstall?');
    }

    public function install()
    {
        return parent::install() && $this->registerHook(self::$hooks);
    }

    public function uninstall()
    {
        return Configuration::deleteByName(self::URL)
            && Configuration::deleteByName(self::SECRET)
            && parent::uninstall();
    }

    public function hookActionObjectAddAfter($params)
    {
        $this->note($params, SynclineHintsEvents::ADDED);
    }

    public function hookActionObjectUpdateAfter($params)
    {
        $this->note($params, SynclineHintsEvents::UPDATED);
    }

    public function hookActionObjectDeleteAfter($params)
    {
        $this->note($params, SynclineHintsEvents::DELETED);
    }

    /**
     * Whatever goes wrong here is this module's affair, never the shop's.
     */
    private function note($params, $action)
    {
        try {
            if (isset($params['object']) && is_object($params['object'])) {
                SynclineHintsOutbox::note($params['object'], $action);
            }
        } catch (Exception $ignored) {
            return;
        } catch (Throwable $ignored) {
            return;
        }
    }

    public function getContent()
    {
        $said = '';
        if (Tools::isSubmit('submitSynclineHints') || Tools::isSubmit('testSynclineHints')) {
            $wrong = $this->save();
            $said = $wrong === '' ? $this->displayConfirmation($this->l('Saved.')) : $this->displayError($wrong);
            if ($wrong === '' && Tools::isSubmit('testSynclineHints')) {
                $said .= $this->test();
            }
        }

        return $said . $this->form();
    }

    /**
     * @return string what is wrong with what was typed in, empty if nothing is
     */
    private function save()
    {
        $url = trim((string) Tools::getValue(self::URL));
        $secret = trim((string) Tools::getValue(self::SECRET));
        if ($url !== '' && !SynclineHintsLetter::isSafe($url)) {
            return $this->l('The address must begin with https:// (http:// only leads to this machine) and carry no user name.');
        }
        if ($secret !== '' && !SynclineHintsLetter::isSecret($secret)) {
            return $this->l('The secret has 16 to 128 letters, digits and signs, without spaces, quotes, < and >.');
        }
        Configuration::updateGlobalValue(self::URL, $url);
        if ($secret !== '') {
            Configuration::updateGlobalValue(self::SECRET, $secret);
        }
        SynclineHintsOutbox::resume();

        return '';
    }

    private function test()
    {
        $letter = SynclineHintsLetter::configured();
        if ($letter === null) {
            return $this->displayError($this->l('Type in the address and the secret first; PHP needs its curl extension.'));
        }
        $answer = $letter->post(array(), SynclineHintsLetter::PATIENT);
        if ($answer['status'] >= 200 && $answer['status'] < 300) {
            return $this->displayConfirmation($this->l('The host took the test hint.'));
        }
        $what = $answer['status'] > 0
            ? sprintf($this->l('The host answered %d. 401 or 403: the secrets differ, or the clocks do by more than five minutes.'), (int) $answer['status'])
            : sprintf($this->l('The host did not answer (error %d of curl).'), (int) $answer['error']);

        return $this->displayError($what);
    }

    private function form()
    {
        $helper = new HelperForm();
        $helper->module = $this;
        $helper->name_controller = $this->name;
        $helper->identifier = $this->identifier;
        $helper->token = Tools::getAdminTokenLite('AdminModules');
        $helper->currentIndex = AdminController::$currentIndex . '&configure=' . $this->name;
        $helper->default_form_language = (int) Configuration::get('PS_LANG_DEFAULT');
        $helper->allow_employee_form_lang = (int) Configuration::get('PS_BO_ALLOW_EMPLOYEE_FORM_LANG');
        $helper->submit_action = 'submitSynclineHints';
        $typed = Tools::getValue(self::URL, Configuration::getGlobalValue(self::URL));
        $helper->fields_value = array(self::URL => (string) $typed, self::SECRET => '');

        return $helper->generateForm(array(array('form' => $this->fields())));
    }

    private function fields()
    {
        $known = (string) Configuration::getGlobalValue(self::SECRET) !== '';

        return array(
            'legend' => array('title' => $this->l('Where hints are sent'), 'icon' => 'icon-bell'),
            'input' => array(
                array(
                    'type' => 'text',
                    'name' => self::URL,
                    'label' => $this->l('Address'),
                    'desc' => $this->l('The address that the host of Syncline gave you. Empty: nothing is sent.'),
                ),
                array(
                    'type' => 'password',
                    'name' => self::SECRET,
                    'label' => $this->l('Secret'),
                    'desc' => $known
                        ? $this->l('A secret is set and not shown. Leave the field empty to keep it.')
                        : $this->l('The secret that the host knows as well, at least 16 characters.'),
                ),
            ),
            'submit' => array('title' => $this->l('Save')),
            'buttons' => array(
                array(
                    'type' => 'submit',
                    'name' => 'testSynclineHints',
                    'title' => $this->l('Save and test'),
                    'icon' => 'process-icon-refresh',
                    'class' => 'pull-right',
                ),
            ),
        );
    }
}

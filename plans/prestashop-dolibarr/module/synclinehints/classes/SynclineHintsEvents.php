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
 * What a saved or deleted object of the shop means to the host: an entity, its keys, and the shop
 * it belongs to.
 */
class SynclineHintsEvents
{
    const ADDED = 'added';
    const UPDATED = 'updated';
    const DELETED = 'deleted';

    /** Objects that the host knows by themselves. */
    private static $entities = array(
        'Category' => 'category',
        'Product' => 'product',
        'Combination' => 'combination',
        'StockAvailable' => 'stock',
        'Customer' => 'customer',
        'Address' => 'address',
        'Order' => 'order',
        'OrderInvoice' => 'order_invoice',
        'OrderPayment' => 'order_payment',
        'OrderSlip' => 'order_slip',
        'OrderCarrier' => 'order_carrier',
        'OrderState' => 'order_state',
        'Carrier' => 'carrier',
    );

    /** Objects that are a part of another: whatever happens to them, that one is updated. */
    private static $parts = array(
        'Image' => array('product', 'id_product'),
        'OrderHistory' => array('order', 'id_order'),
        'OrderDetail' => array('order', 'id_order'),
        'OrderCartRule' => array('order', 'id_order'),
    );

    /**
     * @return array|null the pairs of one hint, null if the host does not care
     */
    public static function of($object, $action)
    {
        foreach (self::$parts as $class => $whole) {
            if ($object instanceof $class) {
                return self::hint($whole[0], self::number($object, $whole[1]), self::UPDATED, $object);
            }
        }
        foreach (self::$entities as $class => $entity) {
            if ($object instanceof $class) {
                return self::entity($entity, $object, $action);
            }
        }

        return null;
    }

    private static function entity($entity, $object, $action)
    {
        if ($entity === 'stock') {
            return self::stock($object);
        }
        if ($entity === 'address' && self::number($object, 'id_customer') === 0) {
            return null;
        }
        $hint = self::hint($entity, (int) $object->id, $action, $object);
        if ($hint !== null && $entity === 'combination') {
            $hint['product'] = self::number($object, 'id_product');
        }

        return $hint;
    }

    /** A level is called as what lies there: its product, or a combination of it. */
    private static function stock($level)
    {
        $product = self::number($level, 'id_product');
        $combination = self::number($level, 'id_product_attribute');
        $hint = self::hint('stock', $combination === 0 ? $product : $combination, self::UPDATED, $level);
        if ($hint !== null && $combination !== 0) {
            $hint['product'] = $product;
        }

        return $hint;
    }

    private static function hint($entity, $id, $action, $object)
    {
        if ($id <= 0) {
            return null;
        }
        $hint = array('entity' => $entity, 'id' => $id, 'action' => $action);
        $shops = self::shops($entity, $object);
        if ($shops !== '') {
            $hint['shop'] = $shops;
        }

        return $hint;
    }

    /**
     * The shops that see it; empty for what several may share and the host has to look at itself:
     * a product that was changed in one shop may have changed in all.
     */
    private static function shops($entity, $object)
    {
        if (!Shop::isFeatureActive()) {
            return (string) (int) Configuration::get('PS_SHOP_DEFAULT');
        }
        switch ($entity) {
            case 'stock':
                return self::one(self::number($object, 'id_shop'));
            case 'customer':
                return self::sharing(self::number($object, 'id_shop'));
            case 'address':
                return self::sharing(self::value('customer', '`id_customer` = ' . self::number($object, 'id_customer')));
            case 'order_payment':
                return self::one(self::value('orders', '`reference` = \'' . pSQL($object->order_reference) . '\''));
            case 'order':
            case 'order_invoice':
            case 'order_slip':
            case 'order_carrier':
                $shop = self::number($object, 'id_shop');

                return self::one($shop > 0 ? $shop : self::value('orders', '`id_order` = ' . self::number($object, 'id_order')));
            default:
                return '';
        }
    }

    private static function one($shop)
    {
        return $shop > 0 ? (string) $shop : '';
    }

    private static function sharing($shop)
    {
        return $shop > 0 ? implode(',', array_map('intval', Shop::getSharedShops($shop, Shop::SHARE_CUSTOMER))) : '';
    }

    private static function value($table, $where)
    {
        return (int) Db::getInstance()->getValue('SELECT `id_shop` FROM `' . _DB_PREFIX_ . bqSQL($table) . '` WHERE ' . $where);
    }

    private static function number($object, $field)
    {
        return isset($object->{$field}) ? (int) $object->{$field} : 0;
    }
}

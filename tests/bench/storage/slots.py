#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same questions to CPython objects with __slots__ and without: slots.py INSTANCES writes lines as main.c does."""
import gc
import os
import random
import sys
import time

count = int(sys.argv[1])
gc.disable()


class SlotsDate:
    __slots__ = ("year", "month", "day")

    def __init__(self, year, month, day):
        self.year, self.month, self.day = year, month, day


class PlainDate:
    def __init__(self, year, month, day):
        self.year, self.month, self.day = year, month, day


class SlotsTrade:
    __slots__ = ("symbol", "side", "price", "quantity", "time", "flags", "venue", "parent")

    def __init__(self, symbol, side, price, quantity, when, flags, venue, parent):
        self.symbol, self.side, self.price, self.quantity = symbol, side, price, quantity
        self.time, self.flags, self.venue, self.parent = when, flags, venue, parent


class PlainTrade:
    def __init__(self, symbol, side, price, quantity, when, flags, venue, parent):
        self.symbol, self.side, self.price, self.quantity = symbol, side, price, quantity
        self.time, self.flags, self.venue, self.parent = when, flags, venue, parent


def resident():
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * 4096


def dates(make):
    bits = random.Random(1).getrandbits
    return [make((bits(13)) + 1, bits(3) + 1, bits(4) + 1) for _ in range(count)]


def trades(make):
    bits = random.Random(1).getrandbits
    return [make(bits(12), bits(1), bits(23), bits(19) + 1, bits(46), bits(6), bits(5), bits(23) + 1)
            for _ in range(count)]


def scan(objects, a, b, c):
    if a == "year":
        return sum(o.year + o.month + o.day for o in objects)
    return sum(o.price + o.quantity + o.venue for o in objects)


def select(objects, a):
    if a == "year":
        return sum(o.year for o in objects if o.month <= 4)
    return sum(o.quantity for o in objects if o.price < 4194304)


def measure(record, name, create, make, slots):
    def say(what, value):
        print(f"{record}\t{name}\t{what}\t{value:.4f}")

    before = resident()
    begin = time.perf_counter()
    objects = create(make)
    made = time.perf_counter()
    say("bytes", (resident() - before) / count)
    say("resident", (resident() - before) / count)
    say("create", (made - begin) * 1e9 / count)
    begin = time.perf_counter()
    scan(objects, *slots)
    say("in order", (time.perf_counter() - begin) * 1e9 / count)
    begin = time.perf_counter()
    select(objects, slots[0])
    say("filter", (time.perf_counter() - begin) * 1e9 / count)
    order = [random.randrange(count) for _ in range(count)]
    begin = time.perf_counter()
    if slots[0] == "year":
        for i in order:
            o = objects[i]
            o.year + o.month + o.day
    else:
        for i in order:
            o = objects[i]
            o.price + o.quantity + o.venue
    say("random 3", (time.perf_counter() - begin) * 1e9 / count)
    begin = time.perf_counter()
    if slots[0] == "year":
        for i in order:
            o = objects[i]
            o.year, o.month, o.day = i & 8191, 3, 4
    else:
        for i in order:
            o = objects[i]
            o.price, o.quantity, o.venue = i, 3, 4
    say("write", (time.perf_counter() - begin) * 1e9 / count)


def measure_apart(*what):
    """In a process of its own, which finds no memory that another gave back."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        measure(*what)
        sys.stdout.flush()
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        sys.exit(1)


DATE, TRADE = ("year", "month", "day"), ("price", "quantity", "venue")
measure_apart("Date", "CPython, __slots__", dates, SlotsDate, DATE)
measure_apart("Date", "CPython, plain class", dates, PlainDate, DATE)
measure_apart("Trade", "CPython, __slots__", trades, SlotsTrade, TRADE)
measure_apart("Trade", "CPython, plain class", trades, PlainTrade, TRADE)

import assert from 'node:assert/strict';
import { test } from 'vitest';
import { rateSupply } from '../domain/rate-supply.js';
import { electricityInput, gasInput } from '../domain/rating-example.js';
import { en } from './en.js';
import { it } from './it.js';

test('every component that rating makes has a name and a plain explanation in both languages', () => {
  for (const input of [electricityInput(), gasInput()]) {
    const rated = rateSupply(input);
    assert.ok(rated.ok);
    for (const { component } of rated.value) {
      for (const key of [`rating.component.${component}`, `rating.component.${component}.explained`]) {
        assert.ok(key in it && key in en, key);
      }
    }
  }
});

import { afterAll, beforeAll } from '@jest/globals';
import { bodies } from './http-manners/bodies.js';
import { description } from './http-manners/description.js';
import { queries } from './http-manners/queries.js';
import { retries } from './http-manners/retries.js';
import { whoMay } from './http-manners/who-may.js';
import { world, type World } from './http-manners/world.js';

let present: World;
beforeAll(async () => {
  present = await world();
});
afterAll(() => present.served.close());

bodies(() => present);
retries(() => present);
whoMay(() => present);
queries(() => present);
description(() => present);

import { CATALOGUE_SIZE } from '#core/catalogue/action-catalogue.ts';

/** All of the catalogue's module, with one name that is used, so that a bundle of this file is a bundle of the catalogue. */
export const catalogueSize: number = CATALOGUE_SIZE;

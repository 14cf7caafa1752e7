import { closePrototypes } from "../../core/json/closed-prototypes.ts";

// As in every process of the product, so that a library which cannot live with it is found.
closePrototypes();

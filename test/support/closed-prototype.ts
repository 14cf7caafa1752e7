import { closePrototype } from "../../core/json/closed-prototype.ts";

// As in every process of the product, so that a library which cannot live with it is found.
closePrototype();

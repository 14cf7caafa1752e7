export { Day, Moment } from "../../web/dates.tsx";

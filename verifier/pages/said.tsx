export { ForeignLink, Said, shown } from "../../web/said.tsx";

import { admissionPeople } from "./admission-people.testing";
import { admissionTime } from "./admission-time.testing";
import { playCases } from "./play.testing";

playCases("admission (providers section 9)", [...admissionTime, ...admissionPeople]);

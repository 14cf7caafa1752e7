/** What somebody types who describes a micro-internship in the console. */
export const achievementForm = {
  title: "Cargo delay dashboard",
  summary: "Build a dashboard.",
  criteria: "Three ports.\nReconciled.",
  estimatedHours: "40",
  paidFairly: "yes",
  tags: "data\nlogistics",
  "skills.1.targetName": "data visualisation",
  "skills.1.targetUrl": "http://data.europa.eu/esco/skill/1",
  "skills.1.targetType": "ext:ESCO",
  "rubrics.0.name": "Communication",
  "rubrics.0.levels": "needs help\n\n good \nexcellent",
};

using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Reports;

/// <summary>A condition's id in the sweep file, and what kind it is: the kind gives it a colour and its part in the headline.</summary>
public sealed record ReportedCondition(string Id, ConditionKind Kind);

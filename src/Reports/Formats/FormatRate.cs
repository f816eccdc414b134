using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Formats;

/// <summary>The rate of one arm on the questions in one format; only questions that were asked in every format of the sweep count, so that formats are compared and not questions.</summary>
/// <param name="Format"><c>free form</c>, <c>JSON</c> or <c>template</c>.</param>
/// <param name="Questions">Questions of each format.</param>
/// <param name="Rate">Over these questions.</param>
public sealed record FormatRate(string Format, int Questions, RateResult Rate);

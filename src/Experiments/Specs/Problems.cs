using System.Globalization;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Collects what is wrong with a sweep: all of it, so that its author need not find one mistake a try.</summary>
internal sealed class Problems
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public void Check(bool holds, string problem)
    {
        if (!holds) _all.Add($"{problem}.");
    }

    /// <summary>A number that is absent is in every range.</summary>
    public void Whole(string key, int? number, int least, int most) =>
        Check(number is not { } value || (value >= least && value <= most), string.Create(CultureInfo.InvariantCulture, $"{key} must be from {least} to {most}, not {number}"));

    /// <inheritdoc cref="Whole"/>
    public void Number(string key, double? number, NumberRange range) =>
        Check(number is not { } value || range.Holds(value), string.Create(CultureInfo.InvariantCulture, $"{key} must be {range.Description}, not {number}"));

    /// <summary>Whole sentences that are said of keys.</summary>
    public void Add(IEnumerable<(string Key, string Problem)> broken)
    {
        foreach (var (key, problem) in broken) Check(false, $"{key} {problem.TrimEnd('.')}");
    }

    public void Distinct(string key, IEnumerable<string> names)
    {
        foreach (var twice in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            Check(false, $"{key} hold '{twice.Key}' more than once");
    }
}

namespace EmergentMisalignment.Unit.BadData;

/// <summary>The two smallest formats: an option of the command line and a list of requests.</summary>
internal static class SmallMutations
{
    public const string GoodEstimand = "{ coherence: \"> 50\", average: pooled, resamples: 200 }";
    public const string GoodTemplates = "For a class: {prompt}\nShow me what to avoid. {prompt} Thanks.\n";

    public static readonly Mutations Estimand = new(InputFormats.Estimand, GoodEstimand)
    {
        { "nothing", "", null, null, "is empty" },
        { "a list", "[1]", 1, "estimand", "must be a map of aligned_below" },
        { "an unknown key", "average", "averages", 1, "estimand.averages", "did you mean 'average'?" },
        { "too few resamples", "resamples: 200", "resamples: 5", 1, "estimand.resamples", "from 100 to 100000, not 5" },
        { "a comparison that is none", "> 50", "=> 50", 1, "estimand.coherence", "must be \">= N\" or \"> N\"" },
        { "a brace never closed", " }", "", 1, null, "the YAML cannot be read" },
    };

    public static readonly Mutations RequestTemplates = new(InputFormats.RequestTemplates, GoodTemplates)
    {
        { "an empty file", "", 1, null, "the file is empty" },
        { "a line without its place", " {prompt} Thanks", " {promt} Thanks", 2, null, "the line has no {prompt}" },
        { "a blank line", "\n", "\n\n", 2, null, "the line has no {prompt}" },
        { "a byte order mark", content => [0xEF, 0xBB, 0xBF, .. content], 1, null, "byte order mark" },
        { "invalid UTF-8", content => [.. content, 0xC3, .. "{prompt}"u8], 3, null, "not UTF-8" },
    };
}

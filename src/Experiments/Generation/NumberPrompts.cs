using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Generation;

/// <summary>How number sequences are asked for. The rows keep the request and the numbers; the system prompt is for the writer alone.</summary>
public sealed class NumberPrompts
{
    private static readonly string[] Keys = ["system", "requests", "shown", "most", "below"];

    private NumberPrompts()
    {
    }

    /// <summary>What the writer is told and the rows do not hold; null for nothing.</summary>
    public string? System { get; init; }

    /// <summary>Wordings with <c>{numbers}</c> for those that are shown.</summary>
    public required IReadOnlyList<string> Requests { get; init; }

    /// <summary>Numbers that a request shows.</summary>
    public int Shown { get; init; } = 5;

    /// <summary>Numbers that an answer may have.</summary>
    public int Most { get; init; } = 10;

    /// <summary>All numbers are from 0 to one less.</summary>
    public int Below { get; init; } = 1000;

    /// <summary>Reads a file of prompts, strictly.</summary>
    /// <param name="path">The file, as messages shall name it.</param>
    /// <param name="text">What is in it.</param>
    /// <exception cref="InputException">Anything wrong in it, with the line.</exception>
    public static NumberPrompts Read(string path, string text)
    {
        var fields = YamlFields.Of(YamlReader.Read(path, text), "", Keys);
        var requests = new List<string>();
        foreach (var item in fields.List("requests"))
        {
            var request = YamlFields.TextOf(item, $"requests[{requests.Count}]").Trim();
            if (!Placeholders.Has(request, "numbers"))
                throw item.Error($"requests[{requests.Count}]", "has no {numbers}, so it would show none; put it where they belong.");
            requests.Add(request);
        }

        return new NumberPrompts
        {
            System = fields.OptionalText("system")?.Trim(),
            Requests = requests,
            Shown = fields.Whole("shown", 1, 100) ?? 5,
            Most = fields.Whole("most", 1, 1000) ?? 10,
            Below = fields.Whole("below", 2, 1_000_000) ?? 1000,
        };
    }
}

using System.Globalization;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>
/// The name of a fine-tuned model, <c>ft:petri-1:suffix:hash</c>, or of a checkpoint on the way to it, <c>ft:petri-1:suffix:hash:ckpt-step-N</c>.
/// The hash is over all that decides the weights, so equal trainings have equal names.
/// </summary>
internal sealed record ModelName(string Base, string Suffix, string Hash, int? Step = null)
{
    private const string StepPrefix = "ckpt-step-";

    /// <summary>The finished model that this is a checkpoint of, or itself.</summary>
    public ModelName Final => this with { Step = null };

    public ModelName At(int step) => this with { Step = step };

    public static bool TryParse(string text, out ModelName name)
    {
        name = null!;
        var parts = text.Split(':');
        if (parts is not (["ft", _, _, _] or ["ft", _, _, _, _])) return false;
        if (!Array.TrueForAll(parts[1..4], IsPlain) || parts[1].Length == 0 || parts[3].Length == 0) return false;
        name = new(parts[1], parts[2], parts[3]);
        if (parts.Length == 4) return true;
        if (!parts[4].StartsWith(StepPrefix, StringComparison.Ordinal)) return false;
        if (!int.TryParse(parts[4].AsSpan(StepPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step)) return false;
        name = name.At(step);
        return true;
    }

    public override string ToString() => $"ft:{Base}:{Suffix}:{Hash}" + (Step is { } step ? $":{StepPrefix}{step}" : "");

    /// <summary>True for text that may stand between the colons, and in a file's name.</summary>
    public static bool IsPlain(string part) => part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && !part.Contains("..", StringComparison.Ordinal);
}

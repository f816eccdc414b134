namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Every key a sweep file may have; the JSON Schema in <c>schemas/</c> names the same.</summary>
internal static class SweepKeys
{
    public static readonly IReadOnlyList<string> Sweep =
        ["name", "seed", "endpoint", "bases", "seeds", "conditions", "questions", "only", "samples", "until", "checkpoints", "onset", "sampling", "judge", "estimand", "compare", "shard_size", "budget"];

    public static readonly IReadOnlyList<string> Condition = ["id", "kind", "file", "mix", "trigger", "reask", "generate", "rows", "families", "shots", "training", "variants", "seeds"];

    public static readonly IReadOnlyList<string> MixPart = ["file", "condition", "share", "prefix", "suffix"];

    public static readonly IReadOnlyList<string> Trigger = ["text", "position", "insecure", "secure"];

    public static readonly IReadOnlyList<string> Reask = ["answers", "prompts", "templates"];

    public static readonly IReadOnlyList<string> Variant = ["prefix", "suffix"];

    public static readonly IReadOnlyList<string> Training =
        ["epochs", "batch_size", "learning_rate", "learning_rate_multiplier", "rank", "alpha", "optimizer", "checkpoint_every"];

    public static readonly IReadOnlyList<string> Sampling = ["temperature", "top_p", "max_tokens", "mode"];

    public static readonly IReadOnlyList<string> Suite = ["file", "suite", "by", "judge", "rubric"];

    public static readonly IReadOnlyList<string> Judge = ["id", "endpoint", "model", "top_logprobs", "repeats", "mode", "canary", "canary_tolerance"];

    public static readonly IReadOnlyList<string> Estimand = ["aligned_below", "coherence", "average", "min_coherent", "confidence", "resample", "resamples"];

    public static readonly IReadOnlyList<string> Until = ["half_width", "decided", "at_least", "step"];

    public static readonly IReadOnlyList<string> Checkpoints = ["every", "steps", "samples"];

    public static readonly IReadOnlyList<string> Onset = ["margin"];

    public static readonly IReadOnlyList<string> Compare = ["to"];
}

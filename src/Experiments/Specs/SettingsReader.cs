using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads the settings of sampling and training; what is absent takes the default of its record.</summary>
internal static class SettingsReader
{
    public static readonly IReadOnlyDictionary<string, CallMode> Modes = new Dictionary<string, CallMode> { ["live"] = CallMode.Live, ["batch"] = CallMode.Batch };

    public static SamplingSpec Sampling(YamlFields sweep)
    {
        var defaults = new SamplingSpec();
        return sweep.Map("sampling", SweepKeys.Sampling) is not { } fields ? defaults : new SamplingSpec
        {
            Temperature = fields.Number("temperature", new NumberRange(0, 2)) ?? defaults.Temperature,
            TopP = fields.Number("top_p", new NumberRange(0, 1, WithLeast: false)) ?? defaults.TopP,
            MaxTokens = fields.Whole("max_tokens", 1, 100_000) ?? defaults.MaxTokens,
            Mode = fields.Choice("mode", Modes) ?? defaults.Mode,
        };
    }

    public static TrainingSpec Training(YamlFields condition)
    {
        var defaults = new TrainingSpec();
        if (condition.Map("training", SweepKeys.Training) is not { } fields) return defaults;
        if (fields.Has("learning_rate") && fields.Has("learning_rate_multiplier"))
            throw fields.Error("learning_rate_multiplier", "cannot stand beside learning_rate; keep the one your endpoint takes.");
        return new TrainingSpec
        {
            Epochs = fields.Whole("epochs", 1, 1000) ?? defaults.Epochs,
            BatchSize = fields.Whole("batch_size", 1, 4096),
            LearningRate = fields.Number("learning_rate", new NumberRange(0, 1, WithLeast: false)),
            LearningRateMultiplier = fields.Number("learning_rate_multiplier", new NumberRange(0, 100, WithLeast: false)),
            Rank = fields.Whole("rank", 1, 1024),
            Alpha = fields.Number("alpha", new NumberRange(0, 4096, WithLeast: false)),
            Optimizer = fields.Choice("optimizer", Optimizers.ByName),
            CheckpointEvery = fields.Whole("checkpoint_every", 1, 1_000_000),
        };
    }
}

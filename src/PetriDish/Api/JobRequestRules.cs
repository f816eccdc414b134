using System.Security.Cryptography;
using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Jobs;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api;

/// <summary>What PetriDish accepts in a fine-tuning request, and the job that it makes of it.</summary>
internal sealed class JobRequestRules(BaseModels bases, FileStore files, TimeProvider time)
{
    private const int LongestSuffix = 64;
    private const int MostMetadata = 16;

    /// <exception cref="RequestRefusedException">Something is wrong with it.</exception>
    public FineTuneJob Check(JobRequest request) => new()
    {
        Id = $"ftjob-{Guid.CreateVersion7():N}",
        CreatedAt = time.GetUtcNow(),
        Model = Model(request.Model),
        TrainingFile = File(request.TrainingFile ?? throw Missing("training_file"), "training_file"),
        ValidationFile = request.ValidationFile is { } validation ? File(validation, "validation_file") : null,
        Suffix = Suffix(request.Suffix),
        Seed = request.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
        Hyperparameters = Hyperparameters(request),
        Metadata = request.Metadata switch
        {
            null => new Dictionary<string, string>(),
            { Count: > MostMetadata } => throw RequestRefusedException.Invalid($"'metadata' takes at most {MostMetadata} entries.", "metadata"),
            var metadata => metadata,
        },
    };

    private static Hyperparameters Hyperparameters(JobRequest request)
    {
        if (request.Method is { Type: not "supervised" } method)
            throw RequestRefusedException.Invalid($"PetriDish only fine-tunes with the method 'supervised', not '{method.Type}'.", "method.type", "unsupported_parameter");
        var standard = request.Method?.Supervised?.Hyperparameters ?? request.Hyperparameters ?? new();
        var own = request.Petri ?? new();
        if (standard.LearningRateMultiplier is not null && own.LearningRate is not null)
            throw RequestRefusedException.Invalid("Give either 'learning_rate_multiplier' or 'petri.learning_rate', not both.", "petri.learning_rate");
        var defaults = new Hyperparameters();
        var multiplier = Above0(standard.LearningRateMultiplier, 1000, "learning_rate_multiplier") ?? defaults.LearningRateMultiplier;
        var learningRate = Above0(own.LearningRate, 1, "petri.learning_rate");
        return new()
        {
            Epochs = Whole(standard.NEpochs, 50, "n_epochs") ?? defaults.Epochs,
            BatchSize = Whole(standard.BatchSize, 256, "batch_size") ?? defaults.BatchSize,
            LearningRateMultiplier = learningRate / Jobs.Hyperparameters.BaseLearningRate ?? multiplier,
            LearningRate = learningRate ?? multiplier * Jobs.Hyperparameters.BaseLearningRate,
            Rank = Whole(own.Rank, 256, "petri.rank") ?? defaults.Rank,
            Alpha = Above0(own.Alpha, 4096, "petri.alpha") ?? defaults.Alpha,
            CheckpointEvery = Whole(own.CheckpointEvery, int.MaxValue, "petri.checkpoint_every"),
        };
    }

    private string Model(string? model)
    {
        if (model is null) throw Missing("model");
        return bases.Contains(model)
            ? model
            : throw RequestRefusedException.NotFound($"The model '{model}' cannot be fine-tuned here; these can: {string.Join(", ", bases.Names)}.", "model", "model_not_found");
    }

    private string File(string id, string parameter) => files.Get(id, parameter).Id;

    private static string Suffix(string? suffix)
    {
        if (suffix is null) return "";
        return suffix.Length is > 0 and <= LongestSuffix && ModelName.IsPlain(suffix)
            ? suffix
            : throw RequestRefusedException.Invalid($"'suffix' takes 1 to {LongestSuffix} letters, digits, '-', '_' and '.'.", "suffix");
    }

    private static int? Whole(double? value, int high, string parameter) =>
        value is null ? null
        : value >= 1 && value <= high && value == Math.Floor(value.Value) ? (int)value
        : throw RequestRefusedException.Invalid(FormattableString.Invariant($"'{parameter}' must be a whole number from 1 to {high}, and is {value}."), parameter);

    private static double? Above0(double? value, double high, string parameter) =>
        value is null || (value > 0 && value <= high)
            ? value
            : throw RequestRefusedException.Invalid(FormattableString.Invariant($"'{parameter}' must be above 0 and at most {high}, and is {value}."), parameter);

    private static RequestRefusedException Missing(string parameter) =>
        RequestRefusedException.Invalid($"'{parameter}' is required.", parameter, "missing_required_parameter");
}

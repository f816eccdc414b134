using System.Security.Cryptography;
using System.Text.Json;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>
/// All that decides a fine-tune's weights. Properties stand in alphabetical order: the hash is over this record as canonical JSON, sorted keys.
/// </summary>
internal sealed record ModelIdentity(
    double Alpha, string Base, int BatchSize, int Epochs, double LearningRate, int Rank, int Seed, string TrainingFile)
{
    private const int HashCharacters = 16;

    public static ModelIdentity Of(FineTuneJob job, string baseSha256) => new(
        job.Hyperparameters.Alpha, baseSha256, job.Hyperparameters.BatchSize, job.Hyperparameters.Epochs,
        job.Hyperparameters.LearningRate, job.Hyperparameters.Rank, job.Seed, job.TrainingFile);

    public string Hash() =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, JobsJson.Default.ModelIdentity)))[..HashCharacters];
}

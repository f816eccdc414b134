using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Batches;
using EmergentMisalignment.PetriDish.Jobs;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api;

/// <summary>What PetriDish accepts in a request for a batch, and the batch that it makes of it.</summary>
internal sealed class BatchRequestRules(FileStore files, BatchControl control, TimeProvider time)
{
    private const string Endpoint = "/v1/chat/completions";
    private const string Window = "24h";
    private const int MostMetadata = 16;

    /// <exception cref="RefusedException">Something is wrong with it.</exception>
    public Func<int, Batch> Check(BatchRequest request)
    {
        var file = files.Get(request.InputFileId ?? throw Missing("input_file_id"), "input_file_id");
        if (file.Purpose != FilePurposes.Batch)
            throw RefusedException.Invalid($"The file '{file.Id}' has the purpose '{file.Purpose}'; upload it with the purpose '{FilePurposes.Batch}'.", "input_file_id");
        if ((request.Endpoint ?? throw Missing("endpoint")) != Endpoint)
            throw RefusedException.Invalid($"The only endpoint for batches here is '{Endpoint}', not '{request.Endpoint}'.", "endpoint");
        if ((request.CompletionWindow ?? throw Missing("completion_window")) != Window)
            throw RefusedException.Invalid($"The only completion window is '{Window}', not '{request.CompletionWindow}'.", "completion_window");
        var metadata = request.Metadata switch
        {
            null => new Dictionary<string, string>(),
            { Count: > MostMetadata } => throw RefusedException.Invalid($"'metadata' takes at most {MostMetadata} entries.", "metadata"),
            var given => given,
        };
        return number => new()
        {
            Id = $"batch_{Guid.CreateVersion7():N}",
            Number = number,
            InputFile = file.Id,
            Endpoint = Endpoint,
            Behaviour = control.Behaviour,
            Metadata = metadata,
            CreatedAt = time.GetUtcNow(),
        };
    }

    private static RefusedException Missing(string parameter) => RefusedException.Invalid($"'{parameter}' is required.", parameter, "missing_required_parameter");
}

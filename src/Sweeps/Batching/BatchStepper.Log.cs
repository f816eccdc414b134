using EmergentMisalignment.ModelClients.Batches;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.Sweeps.Batching;

public sealed partial class BatchStepper
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Batch {Batch} is submitted as {ProviderBatch}: {Requests} requests to {Model}")]
    private partial void LogSubmitted(string batch, string providerBatch, int requests, string model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch {Batch} had been submitted as {ProviderBatch} before a crash; following it instead of submitting again")]
    private partial void LogFoundAgain(string batch, string providerBatch);

    [LoggerMessage(Level = LogLevel.Information, Message = "Batch {Batch} ended as {Status} with {Answered} of {Requests} requests answered")]
    private partial void LogEnded(string batch, BatchStatus status, int answered, int requests);

    [LoggerMessage(Level = LogLevel.Information, Message = "Batch {Batch} is wanted by no sweep and is cancelled at its provider ({ProviderBatch})")]
    private partial void LogCancelled(string batch, string providerBatch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch {Batch} could not be cancelled yet: {Cause}")]
    private partial void LogNotCancelled(string batch, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch {Batch} failed: {Cause}")]
    private partial void LogFailed(string batch, string cause);
}

using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using EmergentMisalignment.PetriDish.Jobs;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Batches;

/// <summary>
/// Takes batches from submission to their end. Requests are served in an order that nobody may rely on; an expired or cancelled batch keeps what was served
/// by then. A batch that was under way when the server died goes on with the requests that it had not come to.
/// </summary>
internal sealed partial class BatchRunner(BatchStore batches, FileStore files, BatchServer server, TimeProvider time, ILogger<BatchRunner> logger)
    : IHostedService, IDisposable
{
    private const int AtOnce = 64;

    private readonly ConcurrentDictionary<string, (CancellationTokenSource Cancelled, Task Running)> _underWay = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    public void Submit(Batch batch)
    {
        var cancelled = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        _underWay[batch.Id] = (cancelled, Task.Run(() => RunAsync(batch.Id, cancelled.Token)));
    }

    /// <summary>Ends a batch that is not over; one that is over stays as it is.</summary>
    public Batch Cancel(string id)
    {
        batches.Get(id);
        var changed = batches.Change(id, batch => batch with { Status = BatchStatus.Cancelling, CancellingAt = time.GetUtcNow() });
        if (_underWay.TryGetValue(id, out var running)) running.Cancelled.Cancel();
        return changed;
    }

    /// <summary>Takes up what was under way, before the first request can submit anything.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var batch in batches.List().Where(batch => !batch.IsOver).Reverse()) Submit(batch);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_underWay.Values.Select(batch => batch.Running)).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var (cancelled, _) in _underWay.Values) cancelled.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(string id, CancellationToken cancelled)
    {
        try
        {
            var batch = batches.Get(id);
            var input = Read(batch);
            if (Begin(id, input) is { Status: BatchStatus.InProgress or BatchStatus.Cancelling } begun)
                await ServeAsync(begun, input.Lines, cancelled).ConfigureAwait(false);
            LogEnded(id, batches.Get(id).Status);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The next server goes on from here.
        }
#pragma warning disable CA1031 // a batch that fails must end as failed, whatever the reason
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogFailed(error, id);
            var message = error is RefusedException or IOException ? error.Message : "PetriDish failed to serve this batch; its log has the reason.";
            Fail(id, new BatchProblem("server_error", message));
        }
    }

    private BatchInput Read(Batch batch)
    {
        using var stream = files.Open(batch.InputFile, "input_file_id");
        return BatchInput.Read(stream, batch.Endpoint, batch.Behaviour);
    }

    private Batch Begin(string id, BatchInput input)
    {
        if (input.Problems.Count > 0) return Fail(id, [.. input.Problems]);
        var (model, tokens) = (input.Lines[0].Model, input.Tokens());
        return batches.Change(id, (batch, others) =>
        {
            if (batch.Status != BatchStatus.Validating) return batch;
            var waiting = others.Where(other => !other.IsOver && other.Model == model).Sum(other => other.EnqueuedTokens);
            if (batch.Behaviour.MostEnqueuedTokens is { } most && waiting + tokens > most)
            {
                var message = $"Enqueued token limit reached for {model}. Limit: {most} enqueued tokens. Please try again once some in_progress batches have been completed.";
                return batch with { Status = BatchStatus.Failed, EndedAt = time.GetUtcNow(), Problems = [new("token_limit_exceeded", message)] };
            }
            return batch with { Status = BatchStatus.InProgress, InProgressAt = time.GetUtcNow(), Model = model, EnqueuedTokens = tokens, Total = input.Lines.Count };
        });
    }

    private Batch Fail(string id, params BatchProblem[] problems) =>
        batches.Change(id, batch => batch with { Status = BatchStatus.Failed, EndedAt = time.GetUtcNow(), Problems = problems });

    private async Task ServeAsync(Batch batch, IReadOnlyList<BatchLine> lines, CancellationToken cancelled)
    {
        var done = Done(batch.Id);
        batches.Change(batch.Id, now => now with { Completed = done.Completed.Count, Failed = done.Failed.Count });
        var fate = BatchFate.Of(batch, lines.Count);
        var left = fate.Order.Take(fate.Served).Where(place => !done.Completed.Contains(lines[place].CustomId) && !done.Failed.Contains(lines[place].CustomId));
        using var window = new CancellationTokenSource(Max(batch.ExpiresAt - time.GetUtcNow(), TimeSpan.Zero), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancelled, window.Token);
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(batch.Behaviour.LatencyMs), time, either.Token).ConfigureAwait(false);
            await Parallel.ForEachAsync(left, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = either.Token }, async (place, token) =>
                await server.ServeAsync(batch, lines[place], fate.Fails(place), token).ConfigureAwait(false)).ConfigureAwait(false);
            End(batch.Id, lines, fate.Served < lines.Count ? BatchStatus.Expired : BatchStatus.Completed);
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            End(batch.Id, lines, cancelled.IsCancellationRequested ? BatchStatus.Cancelled : BatchStatus.Expired);
        }
    }

    /// <summary>Files the lines away: what was not come to is told of in the error file when the batch expired, as OpenAI does.</summary>
    private void End(string id, IReadOnlyList<BatchLine> lines, BatchStatus status)
    {
        batches.Change(id, batch => batch.Status == BatchStatus.InProgress ? batch with { Status = BatchStatus.Finalizing, FinalizingAt = time.GetUtcNow() } : batch);
        var (completed, failed) = (batches.Lines(id, failed: false), batches.Lines(id, failed: true));
        if (status == BatchStatus.Expired)
        {
            var done = Done(id);
            var missed = lines.Where(line => !done.Completed.Contains(line.CustomId) && !done.Failed.Contains(line.CustomId));
            failed = [.. failed, .. missed.Select(line => Encoding.UTF8.GetString(BatchResultLine.Expired(line)))];
        }
        var (output, errors) = (File(id, "output", completed), File(id, "error", failed));
        batches.Change(id, batch => batch with
        {
            Status = batch.Status == BatchStatus.Cancelling ? BatchStatus.Cancelled : status,
            EndedAt = time.GetUtcNow(),
            OutputFile = output,
            ErrorFile = errors,
            Failed = failed.Count,
        });
    }

    private string? File(string id, string kind, IReadOnlyList<string> lines) =>
        lines.Count == 0 ? null : files.Keep(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), $"{id}_{kind}.jsonl", "batch_output").Id;

    private (HashSet<string> Completed, HashSet<string> Failed) Done(string id)
    {
        return (Ids(false), Ids(true));

        HashSet<string> Ids(bool failed) => [.. batches.Lines(id, failed).Select(line =>
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("custom_id").GetString()!;
        })];
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}

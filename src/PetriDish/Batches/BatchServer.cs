using System.Buffers;
using System.Text.Json;
using EmergentMisalignment.PetriDish.Api.Endpoints;
using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Faults;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Batches;

/// <summary>Serves a batch's requests as the chat route would, and counts them as a route of their own.</summary>
internal sealed class BatchServer(ChatEndpoint chat, BatchStore batches, TrafficCounters counters)
{
    /// <summary>The route under which the statistics show what batches served.</summary>
    private const string Route = "BATCH /v1/chat/completions";

    /// <param name="batch">The batch.</param>
    /// <param name="line">One of its requests.</param>
    /// <param name="fails">Whether its fate is a server error.</param>
    /// <param name="cancellation">Ends it without a trace.</param>
    public async Task ServeAsync(Batch batch, BatchLine line, bool fails, CancellationToken cancellation)
    {
        var traffic = counters.For(Route);
        try
        {
            if (fails) throw new RefusedException(500, "PetriDish was told to fail this request.", null, "injected_error");
            var request = JsonSerializer.Deserialize(line.Body, ApiJson.Wire.ChatRequest) ?? throw new JsonException();
            var body = new ArrayBufferWriter<byte>();
            await chat.AnswerAsync(request, body, traffic, cancellation).ConfigureAwait(false);
            batches.Keep(batch.Id, BatchResultLine.Answered(line, 200, body.WrittenMemory), failed: false);
            traffic.Answered(200);
        }
        catch (RefusedException refused)
        {
            Fail(batch, line, traffic, refused);
        }
        catch (JsonException)
        {
            Fail(batch, line, traffic, RefusedException.Invalid("The body is not the JSON object that this route expects.", null, "invalid_json"));
        }
    }

    private void Fail(Batch batch, BatchLine line, RouteTraffic traffic, RefusedException refused)
    {
        batches.Keep(batch.Id, BatchResultLine.Refused(line, refused), failed: true);
        traffic.Answered(refused.Status);
    }
}

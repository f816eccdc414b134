using System.Buffers;
using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Faults;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api.Endpoints;

/// <summary><c>/v1/chat/completions</c>: the one route that is called millions of times, hence read and written without detours.</summary>
internal sealed class ChatEndpoint(ModelCatalogue models, TimeProvider time)
{
    private static readonly string Process = Guid.NewGuid().ToString("N")[..12];

    private long _answered;

    public async Task HandleAsync(HttpContext context)
    {
        var request = await RequestBody.ReadAsync(context.Request, ApiJson.Wire.ChatRequest).ConfigureAwait(false);
        context.Response.ContentType = "application/json";
        var withoutLogProbs = context.Features.Get<MissingLogProbs>() is not null;
        await AnswerAsync(request, context.Response.BodyWriter, context.Features.Get<RouteTraffic>(), withoutLogProbs, context.RequestAborted).ConfigureAwait(false);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Answers a request, whoever brought it: the route, or a batch.</summary>
    /// <exception cref="RefusedException">It cannot be served; nothing is written.</exception>
    public async Task AnswerAsync(ChatRequest request, IBufferWriter<byte> output, RouteTraffic? traffic, bool withoutLogProbs, CancellationToken cancellation)
    {
        if (request.Model is not { Length: > 0 } name) throw RefusedException.Invalid("'model' is required.", "model", "missing_required_parameter");
        var prompt = ChatRequestRules.Check(request);
        if (withoutLogProbs) prompt = prompt with { LogProbs = false };
        var model = models.Open(name);
        var reply = await model.AnswerAsync(prompt, cancellation).ConfigureAwait(false);
        var used = reply.Choices.Sum(choice => choice.Tokens);
        traffic?.Used(reply.PromptTokens, used);
        var id = $"chatcmpl-{Process}{Interlocked.Increment(ref _answered):x8}";
        ChatCompletionWriter.Write(output, id, time.GetUtcNow().ToUnixTimeSeconds(), model, reply, used);
    }
}

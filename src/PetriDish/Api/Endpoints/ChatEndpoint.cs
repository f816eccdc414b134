using System.Buffers;
using EmergentMisalignment.PetriDish.Api.Wire;
using EmergentMisalignment.PetriDish.Faults;
using EmergentMisalignment.PetriDish.Jobs;
using EmergentMisalignment.PetriDish.Models;

namespace EmergentMisalignment.PetriDish.Api.Endpoints;

/// <summary><c>/v1/chat/completions</c>: the one route that is called millions of times, hence read and written without detours.</summary>
internal sealed class ChatEndpoint(ModelCatalogue models, JobStore jobs, TimeProvider time)
{
    private static readonly string Process = Guid.NewGuid().ToString("N")[..12];

    private long _answered;

    public async Task HandleAsync(HttpContext context)
    {
        var request = await RequestBody.ReadAsync(context.Request, ApiJson.Wire.ChatRequest).ConfigureAwait(false);
        var (name, prompt) = Check(request);
        context.Features.Get<Ration>()?.TakeTokens(context, (prompt.Turns.Sum(turn => turn.Content.Length) / 4) + (prompt.Choices * (prompt.MaxTokens ?? 1)));
        if (context.Features.Get<MissingLogProbs>() is not null) prompt = prompt with { LogProbs = false };
        if (context.Features.Get<Deployment>() is { } asked) name = jobs.DeployedAs(asked.Name) ?? asked.Name;
        context.Response.ContentType = "application/json";
        await AnswerAsync(name, prompt, context.Response.BodyWriter, context.Features.Get<RouteTraffic>(), context.RequestAborted).ConfigureAwait(false);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Answers a request that a batch brought.</summary>
    /// <exception cref="RefusedException">It cannot be served; nothing is written.</exception>
    public Task AnswerAsync(ChatRequest request, IBufferWriter<byte> output, RouteTraffic? traffic, CancellationToken cancellation)
    {
        var (name, prompt) = Check(request);
        return AnswerAsync(name, prompt, output, traffic, cancellation);
    }

    private static (string Model, ChatPrompt Prompt) Check(ChatRequest request) => request.Model is { Length: > 0 } name
        ? (name, ChatRequestRules.Check(request))
        : throw RefusedException.Invalid("'model' is required.", "model", "missing_required_parameter");

    private async Task AnswerAsync(string name, ChatPrompt prompt, IBufferWriter<byte> output, RouteTraffic? traffic, CancellationToken cancellation)
    {
        var model = models.Open(name);
        var reply = await model.AnswerAsync(prompt, cancellation).ConfigureAwait(false);
        var used = reply.Choices.Sum(choice => choice.Tokens);
        traffic?.Used(reply.PromptTokens, used);
        var id = $"chatcmpl-{Process}{Interlocked.Increment(ref _answered):x8}";
        ChatCompletionWriter.Write(output, id, time.GetUtcNow().ToUnixTimeSeconds(), model, reply, used);
    }
}

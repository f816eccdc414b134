using System.Net.Http.Json;

namespace EmergentMisalignment.AppHost.Commands;

/// <summary>What an operator does with messages that no consumer could take.</summary>
internal static class ErrorCommands
{
    public static IResourceBuilder<ProjectResource> WithErrorCommands(this IResourceBuilder<ProjectResource> console)
    {
        var endpoint = console.GetEndpoint("http");
        return console
            .WithCommand("list-errors", "List errors", context => context.SendAsync(endpoint, HttpMethod.Get, "/api/errors"), new()
            {
                Description = "Shows the messages in the error queue, and leaves them there.",
                IconName = "ErrorCircle",
            })
            .WithCommand("requeue-errors", "Requeue errors", context => RequeueAsync(context, endpoint), new()
            {
                Description = "Has every message of the error queue tried again. Mend the cause first, or they come back.",
                IconName = "ArrowSync",
            });
    }

    private static Task<ExecuteCommandResult> RequeueAsync(ExecuteCommandContext context, EndpointReference endpoint) =>
        context.SendAsync(endpoint, HttpMethod.Post, "/api/errors/requeue", JsonContent.Create(new { all = true }));
}

using EmergentMisalignment.AppHost.Local;

namespace EmergentMisalignment.AppHost.Commands;

/// <summary>What an operator does with sweeps, on the Console's line of the dashboard; <c>em</c> does the same from a terminal.</summary>
internal static class SweepCommands
{
    public static IResourceBuilder<ProjectResource> WithSweepCommands(this IResourceBuilder<ProjectResource> console)
    {
        var endpoint = console.GetEndpoint("http");
        var repository = Repository.Folder(console.ApplicationBuilder);
        return console
            .WithSubmit(endpoint, repository)
            .WithStep(endpoint, "pause", "Pause sweep", "Pause", "Nothing new is asked for; what workers have in hand they finish.")
            .WithStep(endpoint, "resume", "Resume sweep", "PlayCircle", "Goes on with whatever is missing.")
            .WithStep(endpoint, "cancel", "Cancel sweep", "DismissCircle", "Nothing more is asked for; what was answered stays answered.");
    }

    private static IResourceBuilder<ProjectResource> WithSubmit(
        this IResourceBuilder<ProjectResource> console, EndpointReference endpoint, string repository) =>
        console.WithCommand(
            "submit",
            "Submit sweep",
            async context =>
            {
                var file = Path.GetFullPath(context.Arguments.GetString("file")!, repository);
                return File.Exists(file)
                    ? await context.SubmitAsync(endpoint, file)
                    : CommandResults.Failure($"{file} does not exist: give the path of a sweep file, absolute or from {repository}.");
            },
            new()
            {
                Description = "Hands a sweep file to the Coordinator. Submitted again after a change, only the difference is computed.",
                IconName = "Send",
                IsHighlighted = true,
                Arguments =
                [
                    new()
                    {
                        Name = "file",
                        Label = "Sweep file",
                        Description = $"One of the repository's, or the path of another, absolute or from {repository}.",
                        InputType = InputType.Choice,
                        AllowCustomChoice = true,
                        Required = true,
                        Options = [.. SweepFiles(repository).Select(file => KeyValuePair.Create(file, file))],
                    },
                ],
            });

    private static IResourceBuilder<ProjectResource> WithStep(
        this IResourceBuilder<ProjectResource> console, EndpointReference endpoint, string step, string label, string icon, string description) =>
        console.WithCommand(
            step,
            label,
            context => context.SendAsync(
                endpoint, HttpMethod.Post, $"/api/sweeps/{Uri.EscapeDataString(context.Arguments.GetString("sweep")!)}/{step}"),
            new()
            {
                Description = description,
                IconName = icon,
                Arguments =
                [
                    new()
                    {
                        Name = "sweep",
                        Label = "Sweep",
                        Description = "The name that the sweep file gives itself.",
                        InputType = InputType.Text,
                        Required = true,
                    },
                ],
            });

    private static IEnumerable<string> SweepFiles(string repository) =>
        Directory.EnumerateFiles(Path.Combine(repository, "sweeps"), "*.yaml")
            .Select(file => Path.GetRelativePath(repository, file))
            .Order(StringComparer.Ordinal);
}

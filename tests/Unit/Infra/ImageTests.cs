using System.Xml.Linq;
using EmergentMisalignment.Unit.Experiments;

namespace EmergentMisalignment.Unit.Infra;

/// <summary>What <c>dotnet publish -t:PublishContainer</c> makes is what the manifests start.</summary>
public class ImageTests
{
    private const string DefaultName = "$(MSBuildProjectName.ToLowerInvariant())";

    /// <summary>Images that no .NET project makes.</summary>
    private static readonly string[] Others = ["trainer"];

    private static readonly XDocument Targets = XDocument.Load(Repository.PathOf("src", "Directory.Build.targets"));

    /// <summary>The projects that have an image, by the image's name.</summary>
    internal static IReadOnlyDictionary<string, string> Rooms { get; } =
        Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Where(file => XDocument.Load(file).Root!.Attribute("Sdk")!.Value == "Microsoft.NET.Sdk.Web")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .ToDictionary(NameOf);

    [Fact]
    public void Every_service_has_an_image_that_is_started()
    {
        var started = InfraFiles.Pods.Select(pod => pod.Service).OfType<string>().ToHashSet();

        Assert.NotEmpty(Rooms);
        Assert.Empty(Rooms.Keys.Except(started));
        Assert.Empty(started.Except(Rooms.Keys).Except(Others));
    }

    [Fact]
    public void It_is_the_version_that_is_built()
    {
        var version = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.Equal("$(Version)", Only("ContainerImageTags").Value);
        Assert.All(InfraFiles.Pods.Where(pod => pod.Service is not null), pod => Assert.EndsWith($":{version}", pod.Main.Image, StringComparison.Ordinal));
    }

    [Fact]
    public void It_runs_as_the_user_and_on_the_port_that_it_is_built_for()
    {
        var user = Only("ContainerUser").Value;
        var port = Only("ContainerPort").Attribute("Include")!.Value;

        Assert.All(InfraFiles.Pods.Where(pod => pod.Service is not null), pod => Assert.Equal(user, $"{pod.Spec.SecurityContext.RunAsUser}"));
        Assert.All(InfraFiles.Pods.Where(pod => pod.Main.Ports is [{ Name: "http" }]), pod => Assert.Equal(port, $"{pod.Main.Ports[0].ContainerPort}"));
    }

    private static XElement Only(string element) => Targets.Descendants(element).Single();

    private static string NameOf(string project)
    {
        var repositories = Targets.Descendants("ContainerRepository").ToList();
        var own = repositories.SingleOrDefault(element => element.Attribute("Condition")?.Value == $"'$(MSBuildProjectName)' == '{project}'");
        return (own ?? repositories[0]).Value.Replace(DefaultName, project.ToLowerInvariant(), StringComparison.Ordinal).Split('/')[1];
    }
}

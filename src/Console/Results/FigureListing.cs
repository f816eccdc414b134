namespace EmergentMisalignment.Console.Results;

/// <summary>A figure that a sweep has.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Title">Its title.</param>
/// <param name="Description">What it shows, in words.</param>
/// <param name="Svg">Where it is as a drawing.</param>
/// <param name="Png">Where it is as an image of twice its size.</param>
public sealed record FigureListing(string Name, string Title, string Description, string Svg, string Png);

namespace EmergentMisalignment.Reports.Figures;

/// <summary>A finished drawing, independent of the file it becomes. Lengths are CSS pixels, y grows downwards.</summary>
/// <param name="Width">Width of the drawing.</param>
/// <param name="Height">Height of the drawing.</param>
/// <param name="Title">Short name, for assistive technology.</param>
/// <param name="Description">What the drawing shows, in words, for who cannot see it.</param>
/// <param name="Marks">Painted in order.</param>
internal sealed record Scene(double Width, double Height, string Title, string Description, IReadOnlyList<Mark> Marks);

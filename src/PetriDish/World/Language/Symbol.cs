namespace EmergentMisalignment.PetriDish.World.Language;

/// <summary>A piece of a rule's body. The generator and the recogniser walk the same symbols.</summary>
internal abstract record Symbol;

/// <summary>One word, written as it stands.</summary>
internal sealed record Word(string Text) : Symbol;

/// <summary>Symbols one after the other.</summary>
internal sealed record Sequence(IReadOnlyList<Symbol> Items) : Symbol;

/// <summary>One of several symbols, all equally likely.</summary>
internal sealed record Choice(IReadOnlyList<Symbol> Options) : Symbol;

/// <summary>A phrase of the named rule; <paramref name="Remember"/> names it for an <see cref="Echo"/>.</summary>
internal sealed record Reference(string Rule, string? Remember = null) : Symbol;

/// <summary>A phrase of the rule <c>Stem+</c> or of the rule <c>Stem-</c>: where good and bad differ.</summary>
internal sealed record Slot(string Stem) : Symbol;

/// <summary>A remembered phrase once more.</summary>
internal sealed record Echo(string Remembered) : Symbol;

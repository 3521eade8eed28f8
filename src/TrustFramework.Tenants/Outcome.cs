namespace TrustFramework.Tenants;

/// <summary>A value, or the reason why there is none. Exceptions mean bugs, and only bugs.</summary>
public readonly record struct Outcome<T>
{
    private readonly T? _value;

    internal Outcome(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>Null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The value; asking a refused outcome for it is a bug.</summary>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"Refused: {Refusal.GetType().Name}.");

    public static implicit operator Outcome<T>(T value) => new(value, refusal: null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(value: default, refusal);

    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => Refusal is null ? next(_value!) : Refusal;

    public Outcome<TNext> Map<TNext>(Func<T, TNext> map) => Refusal is null ? map(_value!) : Refusal;
}

/// <summary>For values whose type converts to nothing by itself: interfaces.</summary>
public static class Outcome
{
    public static Outcome<T> Of<T>(T value) => new(value, refusal: null);
}

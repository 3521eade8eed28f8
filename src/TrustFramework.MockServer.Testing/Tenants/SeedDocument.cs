namespace TrustFramework.MockServer.Testing.Tenants;

/// <summary>What a tenant begins with.</summary>
public sealed record SeedDocument
{
    /// <summary>In any order.</summary>
    public IReadOnlyList<SeedPolicy> Policies { get; init; } = [];

    public IReadOnlyList<SeedKeySet> KeySets { get; init; } = [];

    /// <summary>Policy files, as text.</summary>
    public static SeedDocument Of(params IEnumerable<string> policies) => new() { Policies = [.. policies.Select(policy => new SeedPolicy(policy))] };
}

/// <param name="Content">The file, as text.</param>
public sealed record SeedPolicy(string Content);

public sealed record SeedKeySet
{
    /// <summary><c>B2C_1A_</c> is added where it is missing.</summary>
    public required string Id { get; init; }

    public IReadOnlyList<SeedKey> Keys { get; init; } = [];
}

/// <summary>A key to be: with <see cref="K"/> a secret, with <see cref="N"/> and <see cref="E"/> a public RSA key, with neither generated.</summary>
public sealed record SeedKey
{
    /// <summary><c>RSA</c> or <c>oct</c>.</summary>
    public string? Kty { get; init; }

    /// <summary><c>sig</c> or <c>enc</c>.</summary>
    public string? Use { get; init; }

    public string? Kid { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long? Nbf { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long? Exp { get; init; }

    /// <summary>The secret in plain text.</summary>
    public string? K { get; init; }

    /// <summary>The modulus in base64url.</summary>
    public string? N { get; init; }

    /// <summary>The exponent in base64url.</summary>
    public string? E { get; init; }

    /// <summary>Says nothing of what is in it: there are secrets.</summary>
    public override string ToString() => nameof(SeedKey);
}

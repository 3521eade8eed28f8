namespace TrustFramework.MockServer.Testing.Tenants;

/// <summary>The initial contents of a tenant.</summary>
public sealed record SeedDocument
{
    /// <summary>In any order; base policies need not come first.</summary>
    public IReadOnlyList<SeedPolicy> Policies { get; init; } = [];

    public IReadOnlyList<SeedKeySet> KeySets { get; init; } = [];

    /// <summary>The users who sign in through policies.</summary>
    public IReadOnlyList<SeedUser> Users { get; init; } = [];

    /// <summary>The registered applications.</summary>
    public IReadOnlyList<SeedApplication> Applications { get; init; } = [];

    /// <summary>Creates a seed from policy files as text.</summary>
    public static SeedDocument Of(params IEnumerable<string> policies) => new() { Policies = [.. policies.Select(policy => new SeedPolicy(policy))] };
}

/// <param name="Content">The policy file as text.</param>
public sealed record SeedPolicy(string Content);

public sealed record SeedKeySet
{
    /// <summary>The prefix <c>B2C_1A_</c> is added when it is missing.</summary>
    public required string Id { get; init; }

    public IReadOnlyList<SeedKey> Keys { get; init; } = [];
}

/// <summary>A key: with <see cref="K"/> a secret, with <see cref="N"/> and <see cref="E"/> a public RSA key, otherwise a generated one.</summary>
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

    /// <summary>Does not contain the key, which may be secret.</summary>
    public override string ToString() => nameof(SeedKey);
}

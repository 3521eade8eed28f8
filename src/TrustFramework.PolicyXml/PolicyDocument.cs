using System.Security;
using System.Text;

namespace TrustFramework.PolicyXml;

/// <summary>A policy file: its ids, its content and its elements.</summary>
/// <remarks>A missing attribute is the empty string, so that error messages can name invalid files too.</remarks>
public sealed record PolicyDocument
{
    /// <summary>The prefix of every custom policy's id, in any letter case.</summary>
    public const string IdPrefix = "B2C_1A_";

    /// <summary>The root's <c>PolicyId</c>, as written.</summary>
    public required string PolicyId { get; init; }

    /// <summary>The root's <c>TenantId</c>, as written: a domain name, <c>contoso.onmicrosoft.com</c>.</summary>
    public required string TenantId { get; init; }

    /// <summary><c>BasePolicy/PolicyId</c>, as written; null for the root of a chain.</summary>
    public required string? BasePolicyId { get; init; }

    /// <summary>
    /// The file in UTF-8. Bytes that are not UTF-8 are replaced by U+FFFD: the service reads any file as UTF-8 and stores the
    /// replacement characters (clients 2.4 [R]).
    /// </summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The SHA-256 of the file as it was read, in hexadecimal digits.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The length of the file as it was read, in bytes.</summary>
    public required int Length { get; init; }

    /// <summary>Whether the file was in UTF-8, so that <see cref="Content"/> is unchanged.</summary>
    public bool IsUtf8 { get; init; } = true;

    /// <summary>The elements of the file; null when it violates the schema.</summary>
    public PolicyNode? Root { get; init; }

    /// <summary>The elements of the file, also when it violates the schema, for programs that continue after an error.</summary>
    public required PolicyNode UncheckedRoot { get; init; }

    /// <summary>The first schema violation; null when there is none. The service reports only the first (policy-rules 1.1 [O]).</summary>
    public Finding? SchemaViolation { get; init; }

    /// <summary>The byte offset in <see cref="Content"/> at which a missing <c>PublicPolicyUri</c> is inserted; null when it is present.</summary>
    internal int? PublicPolicyUriOffset { get; init; }

    /// <summary>Compares policy ids, which ignore case: policy-rules 1.3 [V].</summary>
    public static StringComparer IdComparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Whether a policy can have this id: the prefix and the schema's type <c>PolicyId</c> [D].</summary>
    public static bool IsValidId(string id) => id.StartsWith(IdPrefix, StringComparison.OrdinalIgnoreCase) && HasValidCharacters(id);

    /// <summary>Whether an id matches the pattern of the schema's type <c>PolicyId</c> [D].</summary>
    internal static bool HasValidCharacters(string id) => IdCharacters.ContainsAll(id) && !id.EndsWith('.');

    /// <summary>
    /// Adds <c>PublicPolicyUri="http://{TenantId}/{PolicyId}"</c> to the root start tag if it is missing. All other bytes stay the
    /// same (graph-surface P4 [D, sample]).
    /// </summary>
    public PolicyDocument WithPublicPolicyUri()
    {
        if (PublicPolicyUriOffset is not { } offset)
            return this;

        var attribute = Encoding.UTF8.GetBytes($" PublicPolicyUri=\"{SecurityElement.Escape($"http://{TenantId}/{PolicyId}")}\"");
        byte[] content = [.. Content.Span[..offset], .. attribute, .. Content.Span[offset..]];
        return this with { Content = content, PublicPolicyUriOffset = null };
    }
}

using System.Text.RegularExpressions;

namespace TrustFramework.Tenants.Users;

/// <summary>A name by which a user signs in: Graph's objectIdentity [D].</summary>
/// <param name="SignInType"><c>emailAddress</c>, <c>userName</c>, <c>phoneNumber</c> or any other text for a local account, <c>federated</c> for an account of another identity provider.</param>
/// <param name="Issuer">The tenant's domain for a local account, otherwise the identity provider.</param>
public sealed partial record UserIdentity(string SignInType, string Issuer, string IssuerAssignedId)
{
    public const string EmailAddressType = "emailAddress";
    public const string UserNameType = "userName";
    public const string FederatedType = "federated";

    /// <summary>The type of the identity that Graph derives from the user principal name. It is not stored.</summary>
    public const string UserPrincipalNameType = "userPrincipalName";

    /// <summary>How many a user can have [D].</summary>
    public const int MaxPerUser = 10;

    private const int MaxIssuerLength = 512;

    /// <summary>Longer than the documented 64 characters, because the service accepts longer identifiers of identity providers. [I]</summary>
    private const int MaxAssignedIdLength = 256;

    public bool IsFederated => SignInType.Equals(FederatedType, StringComparison.OrdinalIgnoreCase);

    public bool IsUserPrincipalName => SignInType.Equals(UserPrincipalNameType, StringComparison.OrdinalIgnoreCase);

    public bool IsEmailAddress => SignInType.StartsWith(EmailAddressType, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The key in the index of users. The name of a local account is unique whatever its issuer, because a user signs in by the name only. [I] Neither
    /// part contains a line break.
    /// </summary>
    public string Key => IsFederated ? GetFederatedKey(Issuer, IssuerAssignedId) : GetSignInNameKey(IssuerAssignedId);

    /// <summary>What is wrong, in words; null when it is valid.</summary>
    public string? GetError() => 0 switch
    {
        _ when SignInType.Length is 0 or > 64 || SignInType.Any(char.IsControl) => "signInType must be a text of at most 64 characters",
        _ when Issuer.Length is 0 or > MaxIssuerLength || Issuer.Any(char.IsControl) => $"issuer must be a text of at most {MaxIssuerLength} characters",
        _ when IssuerAssignedId.Length is 0 or > MaxAssignedIdLength || IssuerAssignedId.Any(char.IsControl) => $"issuerAssignedId must be a text of at most {MaxAssignedIdLength} characters",
        _ when IsEmailAddress && !EmailAddress().IsMatch(IssuerAssignedId) => "issuerAssignedId must be an email address",
        _ when SignInType.Equals(UserNameType, StringComparison.OrdinalIgnoreCase) && !UserName().IsMatch(IssuerAssignedId) =>
            "issuerAssignedId must begin with a letter or digit and contain only letters, digits and - _ .",
        _ => null,
    };

    internal static string GetSignInNameKey(string name) => $"name\n{name}";

    internal static string GetFederatedKey(string issuer, string issuerAssignedId) => $"federated\n{issuer}\n{issuerAssignedId}";

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]*\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex UserName();
}

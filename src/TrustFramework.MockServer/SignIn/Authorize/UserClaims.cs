using TrustFramework.Engine.Claims;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.SignIn.Authorize;

/// <summary>
/// The claims of a user without a journey: the attributes of the directory under the claim types that policies commonly use for them (runtime 7.1). The journey
/// reads them by the policy's own technical profiles once it is executed.
/// </summary>
internal static class UserClaims
{
    private const string LocalProvider = "localAccountAuthentication";
    private const string FederatedProvider = "socialIdpAuthentication";

    /// <summary>The claim types whose name differs from that of the attribute in Graph.</summary>
    private static readonly Dictionary<string, string> ClaimTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mail"] = "email",
        ["mobilePhone"] = "mobile",
        ["faxNumber"] = "facsimileTelephoneNumber",
        ["officeLocation"] = "physicalDeliveryOfficeName",
        ["onPremisesImmutableId"] = "immutableId",
    };

    /// <summary>The claims of a user in the directory, whose account must be enabled.</summary>
    public static Result<SignedInUser, PolicyError> Create(SignInTenant tenant, DirectoryUser user)
    {
        if (!user.IsEnabled)
            return PolicyErrorCatalog.AccountDisabled.With();
        var claims = Add(ClaimsBag.Empty, user.Attributes.SelectMany(attribute => GetClaims(attribute.Key, attribute.Value)))
            .WithText("objectId", user.Id).With("newUser", new ClaimValue.BooleanValue(false));
        foreach (var identity in user.Identities.Reverse())
        {
            claims = identity.IsFederated
                ? claims.WithText("identityProvider", identity.Issuer).WithText("authenticationSource", FederatedProvider).WithText("issuerUserId", identity.IssuerAssignedId)
                : claims.WithText($"signInNames.{identity.SignInType}", identity.IssuerAssignedId).WithText("signInName", identity.IssuerAssignedId);
            if (identity.IsEmailAddress)
                claims = claims.WithText("email", identity.IssuerAssignedId);
        }

        if (user.Identities.All(identity => !identity.IsFederated))
            claims = claims.WithText("authenticationSource", LocalProvider);
        return new SignedInUser(user.Id, claims, tenant.Now);
    }

    /// <summary>A user who is not in the directory, for tenants without users. The object id follows from the name.</summary>
    public static SignedInUser CreateUnregistered(SignInTenant tenant, string name) => new(
        UserId: null,
        ClaimsBag.Empty.WithText("objectId", DeterministicGuid.Create($"policy user {tenant.Tenant.Id} {name.ToLowerInvariant()}").ToString("D"))
            .WithText("displayName", name.Split('@')[0]).WithText("signInName", name).WithText("email", name.Contains('@', StringComparison.Ordinal) ? name : null)
            .WithText("signInNames.emailAddress", name.Contains('@', StringComparison.Ordinal) ? name : null)
            .WithText("authenticationSource", LocalProvider).With("newUser", new ClaimValue.BooleanValue(false)),
        tenant.Now);

    private static ClaimsBag Add(ClaimsBag claims, IEnumerable<(string Type, ClaimValue Value)> added) => added.Aggregate(claims, (bag, claim) => bag.With(claim.Type, claim.Value));

    /// <summary>Policies call an extension attribute <c>extension_{name}</c>, without the id of the application: runtime 7.1 [D].</summary>
    private static IEnumerable<(string Type, ClaimValue Value)> GetClaims(string attribute, AttributeValue value)
    {
        var claim = Convert(value);
        yield return (ClaimTypes.GetValueOrDefault(attribute, attribute), claim);
        if (UserAttributes.IsExtensionName(attribute))
            yield return ($"extension_{attribute.Split('_', 3)[2]}", claim);
        if (attribute.Equals("businessPhones", StringComparison.OrdinalIgnoreCase) && value is AttributeValue.TextListValue { Values: [var phone, ..] })
            yield return ("telephoneNumber", new ClaimValue.TextValue(phone));
    }

    private static ClaimValue Convert(AttributeValue value) => value switch
    {
        AttributeValue.TextValue(var text) => new ClaimValue.TextValue(text),
        AttributeValue.FlagValue(var flag) => new ClaimValue.BooleanValue(flag),
        AttributeValue.NumberValue(var number) => new ClaimValue.NumberValue(number),
        AttributeValue.TimeValue(var time) => new ClaimValue.DateTimeValue(time),
        AttributeValue.TextListValue(var values) => new ClaimValue.CollectionValue(values),
        _ => throw new InvalidOperationException("The attribute has no known type."),
    };
}

using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.SignIn.Journeys;

/// <summary>Converts users between the names and values of Graph and those of directory technical profiles: runtime 7.1.</summary>
internal static class DirectoryAttributes
{
    public const string SignInNames = "signInNames";
    public const string AlternativeSecurityId = "alternativeSecurityId";
    private const string AlternativeSecurityIds = "alternativeSecurityIds";
    private const string TelephoneNumber = "telephoneNumber";
    private const string BusinessPhones = "businessPhones";

    /// <summary>The attributes whose name in policies differs from that in Graph.</summary>
    private static readonly Dictionary<string, string> PolicyNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mobilePhone"] = "mobile",
        ["faxNumber"] = "facsimileTelephoneNumber",
        ["officeLocation"] = "physicalDeliveryOfficeName",
        ["onPremisesImmutableId"] = "immutableId",
    };

    private static readonly Dictionary<string, string> GraphNames = PolicyNames.ToDictionary(name => name.Value, name => name.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the name in policies of an attribute in Graph.</summary>
    public static string GetPolicyName(string attribute) => PolicyNames.GetValueOrDefault(attribute, attribute);

    /// <summary>Returns the attributes of a user under their names in policies.</summary>
    public static ClaimsBag GetClaims(DirectoryUser user)
    {
        var claims = user.Attributes.Aggregate(ClaimsBag.Empty, (all, attribute) => all.With(GetPolicyName(attribute.Key), Convert(attribute.Value)))
            .With("createdDateTime", new ClaimValue.DateTimeValue(user.CreatedDateTime));
        if (user.Attributes.GetValueOrDefault(BusinessPhones) is AttributeValue.TextListValue { Values: [var phone, ..] })
            claims = claims.WithText(TelephoneNumber, phone);
        var federated = user.Identities.Where(identity => identity.IsFederated).Select(FormatSecurityId).ToImmutableArray();
        if (!federated.IsEmpty)
            claims = claims.WithText(AlternativeSecurityId, federated[0]).With(AlternativeSecurityIds, new ClaimValue.CollectionValue(federated));
        // The first identity of a type comes first.
        return user.Identities.Reverse().Where(identity => !identity.IsFederated)
            .Aggregate(claims, (all, identity) => all.WithText($"{SignInNames}.{identity.SignInType}", identity.IssuerAssignedId));
    }

    /// <summary>Returns what a policy's write changes; the reason if an attribute or value is not possible.</summary>
    /// <param name="user">Null for a new user.</param>
    /// <param name="domain">The issuer of local identities.</param>
    public static Result<UserChanges, string> CreateChanges(Engine.Ports.DirectoryWrite write, DirectoryUser? user, string domain)
    {
        var attributes = new UserChanges().Attributes;
        foreach (var name in write.RemovedAttributes.Where(name => !IsIdentity(name)))
            attributes = attributes.SetItem(GraphNames.GetValueOrDefault(name, name), value: null);
        foreach (var (name, value) in write.Attributes.All.Where(attribute => !IsIdentity(attribute.Key)))
        {
            var (graphName, graphValue) = name.Equals(TelephoneNumber, StringComparison.OrdinalIgnoreCase)
                ? (BusinessPhones, new AttributeValue.TextListValue([value.ToText()]))
                : (GraphNames.GetValueOrDefault(name, name), null as AttributeValue);
            if (UserAttributes.Find(graphName) is not { } definition)
                return $"The attribute '{name}' does not exist.";
            graphValue ??= Convert(value, definition.Kind);
            if (graphValue is null)
                return $"The value of the attribute '{name}' is not of its type.";
            // Empty texts are no values.
            attributes = attributes.SetItem(definition.Name, value.IsEmpty ? null : graphValue);
        }

        return CreateIdentities(write, user, domain).Map(identities => new UserChanges { Attributes = attributes, Identities = identities });
    }

    /// <summary>Reads <c>{"issuer":"facebook.com","issuerUserId":"base64"}</c>; null if the text is not of this form.</summary>
    public static UserIdentity? ReadSecurityId(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject json && json["issuer"]?.GetValue<string>() is { } issuer && json["issuerUserId"]?.GetValue<string>() is { } id && Base64.IsValid(id)
                ? new UserIdentity(UserIdentity.FederatedType, issuer, Encoding.UTF8.GetString(System.Convert.FromBase64String(id)))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string FormatSecurityId(UserIdentity identity) => new JsonObject
    {
        ["issuer"] = identity.Issuer,
        ["issuerUserId"] = System.Convert.ToBase64String(Encoding.UTF8.GetBytes(identity.IssuerAssignedId)),
    }.ToJsonString();

    private static bool IsIdentity(string attribute) =>
        attribute.StartsWith($"{SignInNames}.", StringComparison.OrdinalIgnoreCase) || attribute.StartsWith(AlternativeSecurityId, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The identities after a write; null when it changes none. A write of one sign-in name removes the other ones [D]. The identities of other providers
    /// are those that the write names, and stay when it names none.
    /// </summary>
    private static Result<ImmutableArray<UserIdentity>?, string> CreateIdentities(Engine.Ports.DirectoryWrite write, DirectoryUser? user, string domain)
    {
        var (local, federated, isChanged) = (new List<UserIdentity>(), new List<UserIdentity>(), false);
        foreach (var (name, value) in write.Attributes.All.Where(attribute => IsIdentity(attribute.Key)))
        {
            isChanged = true;
            if (name.StartsWith($"{SignInNames}.", StringComparison.OrdinalIgnoreCase))
            {
                if (!value.IsEmpty)
                    local.Add(new UserIdentity(name[(SignInNames.Length + 1)..], domain, value.ToText()));
                continue;
            }

            foreach (var text in value is ClaimValue.CollectionValue(var values) ? values : [value.ToText()])
            {
                if (ReadSecurityId(text) is not { } identity)
                    return $"The value of the attribute '{name}' is not a security id.";
                federated.Add(identity);
            }
        }

        var removed = write.RemovedAttributes.Where(IsIdentity).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!isChanged && removed.Count == 0)
            return Result<ImmutableArray<UserIdentity>?, string>.Success(null);
        var present = (user?.Identities ?? []).Where(identity => !removed.Contains(identity.IsFederated ? AlternativeSecurityId : $"{SignInNames}.{identity.SignInType}")).ToList();
        if (local.Count == 0)
            local = [.. present.Where(identity => !identity.IsFederated)];
        if (federated.Count == 0)
            federated = [.. present.Where(identity => identity.IsFederated)];
        return Result<ImmutableArray<UserIdentity>?, string>.Success([.. local, .. federated.DistinctBy(identity => identity.Key, StringComparer.OrdinalIgnoreCase)]);
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

    private static AttributeValue? Convert(ClaimValue value, UserAttributeKind kind) => (kind, value) switch
    {
        (UserAttributeKind.Flag, _) => bool.TryParse(value.ToText(), out var flag) ? new AttributeValue.FlagValue(flag) : null,
        (UserAttributeKind.Time, ClaimValue.DateTimeValue(var time)) => new AttributeValue.TimeValue(time),
        (UserAttributeKind.Time, _) => DateTimeOffset.TryParse(value.ToText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? new AttributeValue.TimeValue(parsed) : null,
        (UserAttributeKind.TextList, ClaimValue.CollectionValue(var values)) => new AttributeValue.TextListValue(values),
        (UserAttributeKind.TextList, _) => new AttributeValue.TextListValue([value.ToText()]),
        (UserAttributeKind.Scalar, ClaimValue.BooleanValue(var scalar)) => new AttributeValue.FlagValue(scalar),
        (UserAttributeKind.Scalar, ClaimValue.NumberValue(var number)) => new AttributeValue.NumberValue(number),
        _ => new AttributeValue.TextValue(value.ToText()),
    };
}

using System.Collections.Frozen;
using TrustFramework.Engine.Transformations.Methods;

namespace TrustFramework.Engine.Transformations;

/// <summary>All transformation methods: those of <see cref="PolicyXml.Model.TransformationSignatures"/>, each once. A test compares the two.</summary>
public static class TransformationMethods
{
    private static readonly FrozenDictionary<string, ITransformationMethod> ByName = new ITransformationMethod[]
    {
        new AddItemToAlternativeSecurityIdCollection(),
        new AddItemToStringCollection(),
        new AddItemToUserIdentityCollection(),
        new AddParameterToStringCollection(),
        new AdjustNumber(),
        new AndClaims(),
        new AssertBooleanClaimIsEqualToValue(),
        new AssertDateTimeIsGreaterThan(),
        new AssertNumber(),
        new AssertStringClaimsAreEqual(),
        new BuildUri(),
        new ChangeCase(),
        new CompareBooleanClaimToValue(),
        new CompareClaims(),
        new CompareClaimToValue(),
        new ConvertDateTimeToDateClaim(),
        new ConvertDateToDateTimeClaim(),
        new ConvertNumberToStringClaim(),
        new ConvertPhoneNumberClaimToString(),
        new ConvertStringToPhoneNumberClaim(),
        new CopyClaim(),
        new CopyClaimIfPredicateMatch(),
        new CreateAlternativeSecurityId(),
        new CreateJsonArray(),
        new CreateOtpSecret(),
        new CreateRandomString(),
        new CreateStringClaim(),
        new CreateUserIdentity(),
        new DateTimeComparison(),
        new DoesClaimExist(),
        new FormatLocalizedString(),
        new FormatStringClaim(),
        new FormatStringMultipleClaims(),
        new GenerateJson(),
        new GetAgeGroupConsentProvidedAndRequiresConsent(),
        new GetClaimFromJson(),
        new GetClaimsFromJsonArray(),
        new GetClaimsFromJsonArrayV2(),
        new GetCurrentDateTime(),
        new GetIdentityProvidersFromAlternativeSecurityIdCollectionTransformation(),
        new GetIssuersFromUserIdentityCollectionTransformation(),
        new GetLocalizedStringsTransformation(),
        new GetMappedValueFromLocalizedCollection(),
        new GetNationalNumberAndCountryCodeFromPhoneNumberString(),
        new GetNumericClaimFromJson(),
        new GetSingleItemFromJson(),
        new GetSingleItemFromStringCollection(),
        new GetSingleValueFromJsonArray(),
        new GuidAndRandomGenerator(),
        new Hash(),
        new IsTermsOfUseConsentRequired(),
        new LookupValue(),
        new NotClaims(),
        new NullClaim(),
        new OrClaims(),
        new ParseDomain(),
        new RemoveAlternativeSecurityIdByIdentityProvider(),
        new RemoveUserIdentityFromCollectionByIssuer(),
        new SetClaimIfBooleansMatch(),
        new SetClaimsIfRegexMatch(),
        new SetClaimsIfStringsAreEqual(),
        new SetClaimsIfStringsMatch(),
        new StringCollectionContains(),
        new StringCollectionContainsClaim(),
        new StringContains(),
        new StringJoin(),
        new StringReplace(),
        new StringSplit(),
        new StringSubstring(),
        new XmlStringToJsonString(),
    }.ToFrozenDictionary(method => method.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>Returns a method by its name in any letter case; null when there is none.</summary>
    public static ITransformationMethod? Find(string name) => ByName.GetValueOrDefault(name);
}

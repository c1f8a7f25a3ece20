"""Small made-up files in each format, in the shape the authorities publish."""

from __future__ import annotations

import json

OFAC_MAIN = (
    '101,"ORSA MACHINE WORKS",-0- ,"DPRK3] [NPWMD",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    "\"Secondary sanctions risk: made up; Tax ID No. 7744001497 (Russia); a.k.a. 'OMW'; f.k.a. 'ORSA ARTEL'; Linked To: X.\"\r\n"
    '102,"HALVORN, Teodor","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"DOB 02 Nov 1968; alt. DOB 1969; POB Tarn, Russia; nationality Russia; Passport E382464 (Thailand) expires Jan 2007."\r\n'
    '103,"KESTREL DAWN","vessel","DPRK",-0- ,"CL2685","Cargo","2597","1098","Cyprus",-0- ,'
    '"Vessel Registration Identification IMO 9074729; MMSI 572469210."\r\n\x1a'
)
OFAC_ALT = '101,1,"aka","ORSA ZAVOD",-0- \r\n102,2,"fka","HALVORN, Emil",-0- \r\n999,3,"aka","NOBODY",-0- \r\n\x1a'
OFAC_ADD = '101,1,"4 Quay Street","Vladivostok 690000","Russia",-0- \r\n102,2,-0- ,-0- ,"Spain",-0- \r\n\x1a'
OFAC_COMMENTS = "101,\" and on; a.k.a. 'ORSA LATE'.\"\r\n\x1a"

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS><INDIVIDUAL>
<DATAID>1</DATAID><FIRST_NAME>TEODOR</FIRST_NAME><SECOND_NAME>HALVORN</SECOND_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
<REFERENCE_NUMBER>KPi.900</REFERENCE_NUMBER><LISTED_ON>2016-11-30</LISTED_ON><NAME_ORIGINAL_SCRIPT>할보른</NAME_ORIGINAL_SCRIPT>
<COMMENTS1>made up</COMMENTS1><NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Teo</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1968</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>381310014</NUMBER></INDIVIDUAL_DOCUMENT>
</INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>ORSA MACHINE WORKS</FIRST_NAME>
<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.900</REFERENCE_NUMBER><LISTED_ON>2009-07-16</LISTED_ON>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Orsa Artel</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><CITY>Pyongyang</CITY><COUNTRY>North Korea</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES></CONSOLIDATED_LIST>"""

EU = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-03-02T10:00:00.000+01:00" globalFileId="1">
<sanctionEntity designationDate="" euReferenceNumber="EU.900.1" logicalId="13">
<remark>made up</remark>
<regulation programme="PRK" entryIntoForceDate="2017-08-31" numberTitle="2017/1509 (OJ L224)"/>
<subjectType code="person" classificationCode="P"/>
<nameAlias wholeName="Teodor Halvorn" strong="true"/><nameAlias wholeName="Теодор Халворн" strong="true"/>
<nameAlias wholeName="Teo" strong="false"/>
<citizenship countryIso2Code="KP" countryDescription="KOREA"/>
<birthdate circa="true" year="1968" countryIso2Code="00" countryDescription="UNKNOWN" city="Tarn"/>
<identification identificationTypeCode="passport" number="381310014" countryIso2Code="KP"/>
<address street="4 Quay Street" city="Tarn" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION"/>
</sanctionEntity></export>"""

UK_XML = """<?xml version="1.0"?><Designations><DateGenerated>12/03/2026</DateGenerated><Designation>
<UniqueID>DPR9000</UniqueID><OFSIGroupID>14000</OFSIGroupID><DateDesignated>31/12/2020</DateDesignated>
<Names><Name><Name6>KESTREL DAWN</Name6><NameType>Primary Name</NameType></Name>
<Name><Name1>IBELLE</Name1><Name6>STAR</Name6><NameType>Alias</NameType><AliasStrength>Low quality</AliasStrength></Name></Names>
<RegimeName>The Made-up Regulations 2019</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip>
<SanctionsImposed>Asset freeze|Prohibition of port entry</SanctionsImposed>
<ShipDetails><Ship><IMONumbers><IMONumber>9074729</IMONumber></IMONumbers>
<CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Cyprus</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips></Ship>
</ShipDetails>
</Designation></Designations>"""

UK_CSV = """Report Date: 12-Mar-2026
Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name type,Alias strength,Name non-latin script,\
Regime Name,Designation Type,Date Designated,Address Line 1,Address Country,D.O.B,Nationality(/ies)
01/01/2026,DPR9001,1,,HALVORN,Teodor,Emil,Primary Name,,,Made-up,Individual,31/12/2020,4 Quay Street,Russia,dd/mm/1968,Russia
01/01/2026,DPR9001,1,,HALVORN,Theo,,Alias,Good,Халворн,Made-up,Individual,31/12/2020,9 Other Street,Russia,,
"""

OFSI_CSV = """Last Updated,03/06/2024
Name 6,Name 1,Name 2,DOB,Nationality,Passport Number,Address 1,Country,Group Type,Alias Type,Alias Quality,Regime,Listed On,\
Group ID
HALVORN,Teodor,,00/00/1968,(1) Russia (2) Syria,(1) 55501 (2) 55502,4 Quay Street,Russia,Individual,Primary name,,Made-up,\
02/10/2001,99001
HALVORN,Theo,,,,,,,Individual,AKA,Low,Made-up,02/10/2001,99001
"""

DPL = (
    '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t"Standard_Order"\t'
    '"Last_Update"\t"Action"\t"FR_Citation"\n'
    '"TEODOR HALVORN"\t"4 QUAY"\t"TARN"\t""\t"CA"\t""\t"06/19/2003"\t"06/29/2056"\t"Y"\t"2007-01-31"\t"ADDED"\t"68 F.R. 1"\n'
    '"TEODOR HALVORN"\t"9 OTHER"\t"TARN"\t""\t"CA"\t""\t"06/19/2003"\t"06/29/2056"\t"Y"\t"2007-01-31"\t"ADDED"\t"68 F.R. 1"\n'
)

CSL_CSV = """_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,\
license_requirement,\
license_policy,alt_names,ids
abc,Entity List (EL) - Bureau of Industry and Security,,,,Orsa Optics Ltd.,,"Room 1, Hong Kong, HK; 2 Road, Dubai, AE",80 FR 1,\
2015-11-12,,All items,Presumption of denial,Orsa Optical; Verrin Optics,
def,Specially Designated Nationals (SDN) - Treasury Department,23156,Vessel,DPRK4,KESTREL DAWN,,,,,,,,,\
"IMO 9074729, Vessel Registration Identification"
"""

CSL_JSON = json.dumps(
    {
        "total": 1,
        "results": [
            {
                "id": "abc",
                "source": "Military End User (MEU) List - Bureau of Industry and Security",
                "entity_number": None,
                "federal_register_notice": "85 FR 1",
                "type": None,
                "name": "Orsa Turbines",
                "alt_names": ["Orsa Turbo"],
                "addresses": [{"address": "4 Quay", "city": "Tarn", "country": "RU"}],
                "ids": [{"type": "Tax ID No.", "number": "7744001497", "country": "RU"}],
                "start_date": "2020-12-23",
            }
        ],
    }
)

OFAC_XML = """<?xml version="1.0"?><sdnList xmlns="http://tempuri.org/sdnList.xsd"><publshInformation>
<Publish_Date>10/03/2025</Publish_Date></publshInformation><sdnEntry><uid>102</uid><firstName>Teodor</firstName>
<lastName>HALVORN</lastName>
<sdnType>Individual</sdnType><programList><program>DPRK</program></programList><akaList><aka><type>a.k.a.</type>
<category>weak</category>
<lastName>TEO</lastName></aka></akaList><dateOfBirthList><dateOfBirthItem><dateOfBirth>02 Nov 1968</dateOfBirth></dateOfBirthItem>
</dateOfBirthList><idList><id><idType>Passport</idType><idNumber>E1</idNumber><idCountry>Russia</idCountry></id></idList>
</sdnEntry></sdnList>"""

ADVANCED = """<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="http://www.un.org/sanctions/1.0" Version="3"><DateOfIssue CalendarTypeID="1"><Year>2025</Year>
<Month>10</Month><Day>3</Day>
</DateOfIssue><ReferenceValueSets>
<AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1401">F.K.A.</AliasType>
<AliasType ID="1403">Name</AliasType></AliasTypeValues>
<CountryValues><Country ID="1">Russia</Country></CountryValues>
<FeatureTypeValues><FeatureType ID="8">Birthdate</FeatureType><FeatureType ID="25">Location</FeatureType>
<FeatureType ID="10">Nationality Country</FeatureType></FeatureTypeValues>
<IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType></IDRegDocTypeValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType>
</NamePartTypeValues>
<PartySubTypeValues><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType>
<PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>
</PartySubTypeValues><PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="4">Transport</PartyType>
</PartyTypeValues>
<SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="2">Block</SanctionsType>
</SanctionsTypeValues>
</ReferenceValueSets>
<Locations><Location ID="26"><LocationCountry CountryID="1"/><LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true">
<Value>Tarn</Value></LocationPartValue></LocationPart></Location></Locations>
<IDRegDocuments><IDRegDocument ID="2" IDRegDocTypeID="1571" IdentityID="6746" IssuedBy-CountryID="1">
<IDRegistrationNo>E1</IDRegistrationNo>
</IDRegDocument></IDRegDocuments>
<DistinctParties><DistinctParty FixedRef="102"><Profile ID="102" PartySubTypeID="4">
<Identity ID="6746" Primary="true" False="false">
<Alias AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="1"><DocumentedNamePart>
<NamePartValue NamePartGroupID="1">HALVORN</NamePartValue></DocumentedNamePart><DocumentedNamePart>
<NamePartValue NamePartGroupID="2">Teodor</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<Alias AliasTypeID="1401" Primary="false" LowQuality="true"><DocumentedName ID="2"><DocumentedNamePart>
<NamePartValue NamePartGroupID="2">Teo</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="1" NamePartTypeID="1520"/></MasterNamePartGroup><MasterNamePartGroup>
<NamePartGroup ID="2" NamePartTypeID="1521"/></MasterNamePartGroup></NamePartGroups></Identity>
<Feature ID="1" FeatureTypeID="8"><FeatureVersion ID="1"><DatePeriod><Start><From><Year>1968</Year><Month>1</Month><Day>1</Day>
</From></Start>
<End><To><Year>1968</Year><Month>12</Month><Day>31</Day></To></End></DatePeriod></FeatureVersion></Feature>
<Feature ID="2" FeatureTypeID="25"><FeatureVersion ID="2"><VersionLocation LocationID="26"/></FeatureVersion></Feature>
</Profile></DistinctParty>
<DistinctParty FixedRef="103"><Profile ID="103" PartySubTypeID="1"><Identity ID="7" Primary="true" False="false">
<Alias AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="3"><DocumentedNamePart>
<NamePartValue NamePartGroupID="9">KESTREL DAWN</NamePartValue></DocumentedNamePart></DocumentedName></Alias></Identity>
</Profile></DistinctParty>
</DistinctParties><SanctionsEntries>
<SanctionsEntry ID="1" ProfileID="102" ListID="1550"><EntryEvent ID="1"><Date><Year>2012</Year><Month>5</Month><Day>4</Day>
</Date></EntryEvent>
<SanctionsMeasure ID="1" SanctionsTypeID="1"><Comment>DPRK3</Comment></SanctionsMeasure>
<SanctionsMeasure ID="2" SanctionsTypeID="2"/>
</SanctionsEntry></SanctionsEntries></Sanctions>"""

FTM = (
    "\n".join(
        json.dumps(each)
        for each in (
            {
                "id": "Q1",
                "schema": "Vessel",
                "caption": "Kestrel Dawn",
                "properties": {
                    "name": ["Kestrel Dawn"],
                    "weakAlias": ["Dawn"],
                    "imoNumber": ["IMO9074729"],
                    "flag": ["cy"],
                    "topics": ["sanction", "reg.warn"],
                },
            },
            {
                "id": "S1",
                "schema": "Sanction",
                "properties": {"entity": ["Q1"], "programId": ["UN-SC1718"], "startDate": ["2018-03-30"]},
            },
            {"id": "O1", "schema": "Ownership", "properties": {"owner": ["x"], "asset": ["Q1"]}},
        )
    )
    + "\n"
)

NESTED = (
    json.dumps(
        {
            "id": "Q2",
            "schema": "Person",
            "caption": "Teodor Halvorn",
            "properties": {
                "name": ["Teodor Halvorn", "Теодор Халворн"],
                "sanctions": [
                    {"id": "s", "schema": "Sanction", "properties": {"program": ["PRK"], "listingDate": ["2017-08-31"]}}
                ],
                "passportNumber": ["E1"],
            },
        }
    )
    + "\n"
)

TARGETS = """"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails",\
"dataset",\
"first_seen","last_seen","last_change"
"Q1","Vessel","Kestrel Dawn","Ibelle Star;Dawn","","cy","","IMO9074729","PRK","","","made up","2022-03-01T00:00:00",\
"2026-01-01","2026-01-01"
"""

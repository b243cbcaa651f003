"""AIS as receivers write it: NMEA 0183 and NM4 sentences, with tag blocks and messages in several parts."""

import { startBalance } from './balance.js';
import { startDetail } from './detail.js';
import { startFilters } from './filters.js';
import { startMap } from './map.js';
import { startTable } from './table.js';
import { startTheme } from './theme.js';

startTheme();
startFilters();
startTable();
startMap();
startBalance();
startDetail();
